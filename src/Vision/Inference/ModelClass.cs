using StationAgent.Vision.Classes;

namespace StationAgent.Vision.Inference;

/// <summary>A class of a model's tree, as its manifest writes it.</summary>
/// <param name="Id">Its name, which no other class of the tree has: a lower-case letter, then letters, digits and <c>_</c>; at most 64 characters.</param>
/// <param name="Thresholds">The least probability at which it is claimed, by platform; each 0.5–1.</param>
/// <param name="Parent">The id of the class that contains it; null at the top.</param>
/// <param name="Below">What the classes below it tell apart: <c>kind</c> (the default), or <c>condition</c> for states of pieces of one kind.</param>
public sealed record ModelClass(string Id, ClassThresholds Thresholds, string? Parent = null, string Below = "kind");
