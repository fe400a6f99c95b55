using System.Security.Cryptography;
using StationAgent.Failures;

namespace StationAgent.Vision.Inference;

/// <summary>The bytes of a model, read once and found to be those that the manifest names.</summary>
internal static class VerifiedModel
{
    /// <summary>Reads the model that a manifest names.</summary>
    /// <exception cref="ModelException">The file is missing or differs from the manifest in length or digest.</exception>
    public static byte[] Read(ModelManifest manifest, string path)
    {
        byte[] bytes;
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length != manifest.Bytes)
            {
                throw new ModelException($"{path}: the manifest says {manifest.Bytes} bytes, the file has {file.Length}");
            }

            bytes = new byte[manifest.Bytes];
            file.ReadExactly(bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: the model cannot be read: {FileProblem.OfFile(path, problem)}", problem);
        }

        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return found == manifest.Sha256
            ? bytes
            : throw new ModelException($"{path}: the manifest says SHA-256 {manifest.Sha256}, the file has {found}");
    }
}
