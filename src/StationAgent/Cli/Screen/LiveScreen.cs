using System.Globalization;
using System.Text;
using Spectre.Console;

namespace StationAgent.Cli.Screen;

/// <summary>
/// Shows a live view on the terminal's other screen, as <c>top</c> does, so that nothing scrolls and a change of its size leaves no ruins. The last picture stays
/// on the usual screen.
/// </summary>
internal static class LiveScreen
{
    // ECMA-48 and the private modes of xterm: other screen, cursor, line wrap.
    private const string Enter = "\e[?1049h\e[?25l\e[?7l\e[2J";
    private const string Leave = "\e[?7h\e[?25h\e[?1049l";

    // Makes the sequences of colours; only one live view is shown at a time.
    private static readonly Lazy<(IAnsiConsole Console, StringWriter Text)> Colours = new(CreateColours);

    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    /// <summary>True when the output is a terminal that can move its cursor and is large enough.</summary>
    public static bool IsPossible => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi && Size().IsEnough;

    /// <summary>Shows the view until the work is done.</summary>
    public static async Task<T> RunAsync<T>(ILiveView view, Func<Task<T>> work)
    {
        Console.Out.Write(Enter);
        try
        {
            var running = work();
            using var timer = new PeriodicTimer(Redraw);
            while (!running.IsCompleted && await timer.WaitForNextTickAsync(CancellationToken.None))
            {
                var size = Size();
                Console.Out.Write(Picture(view.Draw(size), size));
            }

            return await running;
        }
        finally
        {
            Console.Out.Write(Leave);
            foreach (var line in view.Draw(Size()))
            {
                Console.Out.WriteLine(Coloured(line));
            }
        }
    }

    /// <summary>The size of the terminal at this moment.</summary>
    private static ScreenSize Size()
    {
        try
        {
            var size = new ScreenSize(Console.WindowWidth, Console.WindowHeight);
            return size.Width > 0 && size.Height > 0 ? size : ScreenSize.Usual;
        }
        catch (Exception failure) when (failure is IOException or PlatformNotSupportedException)
        {
            return ScreenSize.Usual;
        }
    }

    private static string Picture(IReadOnlyList<ScreenLine> lines, ScreenSize size)
    {
        var picture = new StringBuilder();
        for (var i = 0; i < size.Height; i++)
        {
            picture.Append(CultureInfo.InvariantCulture, $"\e[{i + 1};1H\e[2K").Append(i < lines.Count ? Coloured(lines[i]) : "");
        }

        return picture.ToString();
    }

    private static string Coloured(ScreenLine line)
    {
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        foreach (var (part, style) in line.Parts)
        {
            paragraph.Append(part, style);
        }

        var (console, text) = Colours.Value;

        // The line already fits; the library must not break it once more.
        console.Profile.Width = line.Width + 1;
        text.GetStringBuilder().Clear();
        console.Write(paragraph);
        return text.ToString().TrimEnd('\n');
    }

    private static (IAnsiConsole Console, StringWriter Text) CreateColours()
    {
        var text = new StringWriter();
        return (AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = (ColorSystemSupport)AnsiConsole.Profile.Capabilities.ColorSystem,
            Out = new AnsiConsoleOutput(text),
        }), text);
    }
}
