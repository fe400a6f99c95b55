using System.Text;
using StationAgent.Scale;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class DropCounterTests
{
    private readonly DropCounter _counter = new();

    [Fact]
    public void Lines_are_counted_by_reason_with_the_newest_example_of_each()
    {
        _counter.Understand();
        _counter.Drop("12.5"u8, LineFaults.NoUnit);
        _counter.Drop("12.6"u8, LineFaults.NoUnit);
        _counter.Drop("1 PC"u8, LineFaults.UnknownUnit);

        var dropped = _counter.Read();
        Assert.Equal((1, 3, "1 PC", LineFaults.UnknownUnit.Cause), (dropped.Understood, dropped.Count, dropped.Example, dropped.Cause));
        Assert.Equal([("12.6", 2L), ("1 PC", 1L)], dropped.Causes.Select(static cause => (cause.Example, cause.Count)));
        Assert.Equal(0.75, dropped.Share);
    }

    [Fact]
    public void An_example_is_short_and_its_control_characters_can_be_read()
    {
        _counter.Drop([0x02, .. Encoding.ASCII.GetBytes(new string('7', 100)), 0x1B], LineFaults.CheckSum);
        var example = _counter.Read().Example!;
        Assert.StartsWith("\\x0277777", example, StringComparison.Ordinal);
        Assert.EndsWith("…", example, StringComparison.Ordinal);
        Assert.InRange(example.Length, 40, 60);
        Assert.DoesNotContain(example, static character => char.IsControl(character));
    }

    [Fact]
    public void What_the_configuration_leaves_out_is_listed_and_not_counted()
    {
        _counter.Drop("ST,NT,+ 400.0g"u8, LineFaults.OtherKind);
        var dropped = _counter.Read();
        Assert.Equal(0, dropped.Count);
        Assert.Null(dropped.Example);
        Assert.True(Assert.Single(dropped.Causes).IsExpected);
    }

    [Fact]
    public void Counting_a_reason_again_does_not_allocate()
    {
        _counter.Drop("12.5"u8, LineFaults.NoUnit);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                _counter.Drop("12.5"u8, LineFaults.NoUnit);
                _counter.Understand();
            }
        }));
    }
}
