namespace StationAgent.Contracts;

/// <summary>The model that classified the pictures.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">Hash of its file, 64 lower-case hexadecimal digits.</param>
internal sealed record ModelData(string Name, string Version, string Sha256);
