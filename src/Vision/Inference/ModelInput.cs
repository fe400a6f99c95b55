namespace StationAgent.Vision.Inference;

/// <summary>The network's one input tensor: the bytes of an RGB picture. Scaling to the network's own range is part of the graph.</summary>
/// <param name="Name">Name of the graph's input.</param>
/// <param name="Width">Columns, 32–512.</param>
/// <param name="Height">Rows, 32–512.</param>
/// <param name="Channels">3.</param>
/// <param name="Layout"><c>NHWC</c>: shape [1, height, width, channels].</param>
/// <param name="Type"><c>uint8</c>.</param>
/// <param name="Colour"><c>RGB</c>: the order of the channels.</param>
/// <param name="Range">Lowest and highest value of a pixel: 0 and 255.</param>
public sealed record ModelInput(
    string Name, int Width, int Height, int Channels, string Layout, string Type, string Colour, IReadOnlyList<int> Range);
