using System.Collections.Immutable;

namespace StationAgent.Vision.Classes;

/// <summary>One output of the network.</summary>
/// <param name="Given">The class that its probabilities presuppose; null for none.</param>
/// <param name="Classes">The classes that it tells apart, in the order of its logits.</param>
internal sealed record ClassHead(ClassNode? Given, ImmutableArray<ClassNode> Classes);
