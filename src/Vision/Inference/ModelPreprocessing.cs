namespace StationAgent.Vision.Inference;

/// <summary>The steps from a picture to the input; models/README.md describes them exactly.</summary>
/// <param name="Crop"><c>square_inside</c>: a square around the object, moved inside the picture; the whole picture without a reference.</param>
/// <param name="Margin">Added on each side of the object, as a share of its longer side; 0–0.5.</param>
/// <param name="Resample"><c>triangle</c>: a triangle filter that widens when it shrinks the picture.</param>
public sealed record ModelPreprocessing(string Crop, double Margin, string Resample);
