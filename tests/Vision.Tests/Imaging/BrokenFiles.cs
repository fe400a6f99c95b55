using CsCheck;

namespace StationAgent.Vision.Tests.Imaging;

/// <summary>Files of which some bytes are wrong.</summary>
internal static class BrokenFiles
{
    /// <summary>A good file with up to 20 bytes replaced; the first two, by which the format is told, stay.</summary>
    public static Gen<byte[]> Of(byte[] good) => Gen.Select(Gen.Int[2, good.Length - 1], Gen.Byte).Array[1, 20].Select(changes =>
    {
        var file = good.ToArray();
        foreach (var (at, value) in changes)
        {
            file[at] = value;
        }

        return file;
    });
}
