using StationAgent.Failures;
using StationAgent.Vision.Imaging;

namespace StationAgent.Vision.Capture.Files;

/// <summary>Reads the picture files of folders and recordings.</summary>
internal static class FrameFile
{
    /// <summary>Reads one picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FrameSourceException">It cannot be read or is too long.</exception>
    public static async ValueTask<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > PictureLimits.MaximumBytes)
            {
                throw new FrameSourceException($"The frame {path} has {length} bytes; at most {PictureLimits.MaximumBytes} are read.");
            }

            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FrameSourceException($"The frame {path} cannot be read: {FileProblem.OfFile(path, problem)}", problem);
        }
    }
}
