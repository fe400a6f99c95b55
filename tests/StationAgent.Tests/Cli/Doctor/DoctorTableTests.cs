using Spectre.Console;
using StationAgent.Cli.Doctor;
using StationAgent.Cli.Screen;
using Xunit;

namespace StationAgent.Tests.Cli.Doctor;

public sealed class DoctorTableTests
{
    private static readonly CheckResult[] Results =
    [
        new("camera", "picture", CheckState.Failed, "no picture: http://camera/stream?resolution=1280x720&quality=high&a-long-name-without-a-space", "检查电缆和电源，然后再试一次；检查电缆和电源，然后再试一次。"),
        new("storage", "synced writes", CheckState.Warning, "50 of 4 KiB: p50 1.20 ms, p99 300.00 ms", "Use an industrial card or an SSD."),
        new("clock", "boot", CheckState.Ok, "up for 5.8 h; boot ID recorded in events: f936bcce-436b-423f-a88c-1e14a82c7dbb", Remedy: null),
        new("gpio", "lines", CheckState.Skipped, "not looked at", Remedy: null),
    ];

    [Theory]
    [InlineData(40)]
    [InlineData(69)]
    [InlineData(70)]
    [InlineData(80)]
    [InlineData(120)]
    public void It_fits_and_its_last_lines_name_what_failed(int width)
    {
        var lines = Write(Results, width, serviceRuns: true);
        Assert.All(lines, line => Assert.True(CellText.Width(line) <= width, line));
        Assert.Contains("FAILED", string.Concat(lines), StringComparison.Ordinal);
        var last = string.Join(' ', lines.TakeLast(5));
        Assert.Contains("failed 1 (camera picture), warning 1 (storage synced writes), skipped 1, ok 1.", OnOneLine(last), StringComparison.Ordinal);
        Assert.Contains("The service is running.", OnOneLine(last), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_this_user_may_not_ask_is_not_said_to_be_stopped() =>
        Assert.Contains("may not find out whether the service is running", OnOneLine(string.Join(' ', Write(Results, 80, serviceRuns: null))), StringComparison.Ordinal);

    private static string OnOneLine(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string[] Write(CheckResult[] results, int width, bool? serviceRuns)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        DoctorTable.Write(console, new DoctorReport("1.0", DateTimeOffset.UnixEpoch, "shop", "demo", serviceRuns, CheckState.Failed, results));
        return text.ToString().TrimEnd().Split('\n');
    }
}
