using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using StationAgent.Cli.Arguments;
using StationAgent.Failures;
using StationAgent.Hosting;
using StationAgent.Vision;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Imaging;
using StationAgent.Weighing;

namespace StationAgent.Cli;

/// <summary><c>classify IMAGE…</c>: classifies pictures in files.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var images = new ListArgument<FileInfo>("image", PathKinds.File) { Description = "JPEG or PNG files." };
        var reference = new ValueOption<FileInfo>("--reference", PathKinds.File) { Description = "A picture of the empty platform, taken by the same camera: only what differs from it is classified." };
        var list = new ValueOption<FileInfo>("--list", PathKinds.File) { Description = "A file with one picture per line and, after a tab, its own reference; paths are relative to this file." };
        var model = ModelOption.Create();
        var platform = new ValueOption<PlatformKind>("--platform", ValueKinds.Choice(("tray", PlatformKind.Tray), ("bin", PlatformKind.Bin))) { Description = "What the pieces lie on: each platform has its own thresholds.", HelpName = "tray|bin" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object per line instead of a table." };
        var command = new Command("classify", "Classify pictures: the most special class that each shows with enough certainty, and its confidence.") { images, reference, list, model, platform, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(images) is not { Length: > 0 } && parsed.GetValue(list) is null)
            {
                throw new UsageException("name at least one picture, or a list of them with --list.");
            }

            var shared = parsed.GetValue(reference);
            if (shared is not null)
            {
                MustBeReadable(shared);
            }

            var pictures = (parsed.GetValue(images) ?? []).Select(image => new ListedPicture(image, shared));
            if (parsed.GetValue(list) is { } listed)
            {
                pictures = pictures.Concat(PictureList.Read(listed).Select(one => one with { Reference = one.Reference ?? shared }));
            }

            using var recogniser = ModelOption.Load(parsed.GetValue(model), parsed.GetValue(platform).ToViewed());
            return Classify(recogniser, [.. pictures], parsed.GetValue(json));
        });
        return command;
    }

    private static void MustBeReadable(FileInfo reference)
    {
        try
        {
            File.OpenRead(reference.FullName).Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--reference {reference}: {FileProblem.OfFile(reference.FullName, failure)}", failure);
        }
    }

    private static int Classify(PieceRecogniser recogniser, IReadOnlyList<ListedPicture> pictures, bool json)
    {
        var table = new Table().AddColumns("file", "class", "confidence", "open").Border(TableBorder.Simple);
        table.Columns[2].RightAligned();
        var failed = false;
        (FileInfo File, ReadOnlyMemory<byte> Bytes)? last = null;
        foreach (var (image, reference) in pictures)
        {
            var name = image.ToString();
            try
            {
                // A reference that many pictures share is read once; the recogniser decodes it once.
                if (reference is not null && last?.File != reference)
                {
                    last = (reference, Read(reference));
                }

                var bytes = Read(image);
                var started = Stopwatch.GetTimestamp();
                var recognition = recogniser.RecogniseImage(bytes, reference is null ? null : last?.Bytes);
                var elapsed = Stopwatch.GetElapsedTime(started);
                if (json)
                {
                    Console.Out.WriteLine(JsonSerializer.Serialize(LineOf(name, recognition, elapsed), ClassifyJson.Default.ClassifyLine));
                }
                else
                {
                    AddRow(table, name, recognition);
                }
            }
            catch (Exception failure) when (failure is FrameDecodeException or IOException)
            {
                failed = true;
                if (json)
                {
                    Console.Out.WriteLine(JsonSerializer.Serialize(new ClassifyError(name, failure.Message), ClassifyJson.Default.ClassifyError));
                }
                else
                {
                    table.AddRow(Cell(name), Cell("-"), Cell("-"), Cell(failure.Message, Color.Red));
                }
            }
        }

        if (!json)
        {
            AnsiConsole.Write(table);
        }

        return failed ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static byte[] Read(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{file}' cannot be read: {FileProblem.OfFile(file.FullName, failure)}", failure);
        }
    }

    private static void AddRow(Table table, string name, Recognition recognition) => table.AddRow(
        Cell(name),
        Cell(recognition.Class?.Path ?? "-"),
        Cell(recognition.Confidence.ToString("0.00", CultureInfo.InvariantCulture)),
        Cell(string.Join(", ", recognition.Reasons.Select(static reason => reason.Name()).Concat(RemarksOf(recognition)))));

    // A file may have any name, also one with an escape sequence in it.
    private static Text Cell(string text, Color? color = null) => new(OutsideText.OneLine(text), new Style(color));

    private static ClassifyLine LineOf(string name, Recognition recognition, TimeSpan elapsed) => new(
        name,
        recognition.Class?.Path,
        Share(recognition.Confidence),
        new OrderedDictionary<string, double>(recognition.Scores.Select(static score => KeyValuePair.Create(score.Class.Path, Share(score.Probability))), StringComparer.Ordinal),
        recognition.IsUndecided,
        [.. recognition.Reasons.Select(static reason => reason.Name())],
        [.. RemarksOf(recognition)],
        Math.Round(elapsed.TotalMilliseconds, 2));

    private static IEnumerable<string> RemarksOf(Recognition recognition) => recognition.Remark is { } remark ? [remark.Name()] : [];

    private static double Share(double value) => Math.Round(value, 4);
}
