using StationAgent.Cli;
using StationAgent.Cli.Arguments;
using Xunit;

namespace StationAgent.Tests.Cli.Arguments;

public sealed class UsageTests
{
    [Theory]
    [InlineData("evnts list", "unknown command 'evnts'; did you mean 'events'?")]
    [InlineData("events lst", "unknown command 'lst'; did you mean 'list'?")]
    [InlineData("watch", "unknown command 'watch'; did you mean 'scale watch'?")]
    [InlineData("events frobnicate", "unknown command 'frobnicate'; the commands are list, show, replay, grade, verify-carbon.")]
    [InlineData("events", "expected a command after station-agent events: list, show, replay, grade, verify-carbon.")]
    [InlineData("simulate --sed 1", "unknown option '--sed'; did you mean '--seed'?")]
    [InlineData("simulate --sed=1", "unknown option '--sed'; did you mean '--seed'?")]
    [InlineData("simulate --frobnicate", "unknown option '--frobnicate'.")]
    [InlineData("simulate now", "'now' is not expected after station-agent simulate.")]
    [InlineData("simulate --json --json", "--json is given more than once.")]
    [InlineData("simulate --json=maybe", "'maybe' is not expected after station-agent simulate.")]
    [InlineData("events show", "id is required: an event's ID or number.")]
    [InlineData("scale calibrate", "--masses is required: known masses such as 500g,1kg.")]
    [InlineData("simulate --seed x", "--seed: expected a whole number from -2147483648 to 4294967295, found 'x'.")]
    [InlineData("simulate --clock-jump 1e5", "--clock-jump: expected a whole number of days from -18250 to 18250, found '1e5'.")]
    [InlineData("simulate --speed fast", "--speed: expected a number from 0.1 to 10000, or 'max', found 'fast'.")]
    [InlineData("scale watch --for 90", "--for: expected a duration such as 90s or 5min, at most 7d, found '90'.")]
    [InlineData("events list --state lost", "--state: expected pending, delivered or setaside, found 'lost'.")]
    [InlineData("doctor --bundle report.tar", "--bundle: expected a file that ends in .zip, found 'report.tar'.")]
    [InlineData("run --config /", "--config: expected a file, found the folder '/'.")]
    [InlineData("events list --data /dev/null", "--data: expected a folder, found the file '/dev/null'.")]
    [InlineData("simulate --broker mqtt://me:secret@host", "--broker: expected an address of the form mqtt://host:port, without a user and a password.")]
    public void A_wrong_command_line_is_explained_in_one_sentence(string line, string problem) =>
        Assert.Equal(problem, Assert.Single(Usage.Problems(CommandLine.Parse(line.Split(' ')))));

    [Theory]
    [InlineData("simulate --seed -2147483648")]
    [InlineData("simulate --seed 4294967295")]
    [InlineData("simulate --speed 0.5 --clock-jump -3650")]
    [InlineData("simulate --offline 3..9")]
    [InlineData("events list --state SetAside --from 3 --to 9")]
    [InlineData("doctor --only camera scale --only clock")]
    [InlineData("scale watch --for 1.5h")]
    public void A_right_one_is_not(string line) => Assert.Empty(Usage.Problems(CommandLine.Parse(line.Split(' '))));

    [Fact]
    public void An_argument_that_begins_with_an_at_is_not_a_file_with_more_arguments()
    {
        var parsed = CommandLine.Parse(["events", "show", "@nowhere"]);
        Assert.Empty(Usage.Problems(parsed));
        Assert.Equal("@nowhere", parsed.GetValue<string>("id"));
    }

    [Fact]
    public void The_hint_names_the_command() =>
        Assert.Equal("See station-agent events list --help.", Usage.Hint(CommandLine.Parse(["events", "list", "--nope"])));
}
