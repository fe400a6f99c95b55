using System.Collections.Immutable;
using System.Globalization;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Vision.Decisions;

namespace StationAgent.Cli.Live;

/// <summary>Says in a few words what happened.</summary>
internal static class Describe
{
    /// <summary>Such as <c>accepted: carton, intact (0.97), 156.0 g</c>.</summary>
    public static string Judgement(DropOffRecord record)
    {
        var mass = record.Mass is { } weight ? weight.Mass.ToString() : "not weighed";
        return $"{Name(record.Outcome)}: {Class(record.Recognition)}, {mass}{Because(record.Reasons)}";
    }

    /// <summary>The class alone, such as <c>carton, intact</c>.</summary>
    public static string Label(Recognition? recognition) => recognition switch
    {
        null => "nothing seen",
        { Condition: { } condition } => $"{recognition.Material.Name()}, {condition.Name()}",
        _ => recognition.Material.Name(),
    };

    /// <summary>The class with its confidence, such as <c>carton, intact (0.97)</c>.</summary>
    public static string Class(Recognition? recognition) => recognition is null
        ? Label(recognition)
        : string.Create(CultureInfo.InvariantCulture, $"{Label(recognition)} ({recognition.Confidence:0.00})");

    /// <summary>What a consumer reads in an event; null for an event that a view does not show.</summary>
    public static string? Received(ReceivedEvent received)
    {
        if (received.DropOff() is { } dropOff)
        {
            var item = dropOff.Item is { } seen ? seen.Material.Name() : "nothing seen";
            return $"{Name(dropOff.Outcome)}, {item}, for {dropOff.Disposition.ToString().ToLowerInvariant()}";
        }

        return received.Amendment() is { } amendment
            ? $"{amendment.Change.ToString().ToLowerInvariant()} ({amendment.Reason})"
            : received.Envelope.Type;
    }

    /// <summary>The wire name of an outcome.</summary>
    public static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => "accepted",
        Outcome.Rejected => "rejected",
        _ => "undecided",
    };

    private static string Because(ImmutableArray<string> reasons) =>
        reasons.IsDefaultOrEmpty ? "" : $" because {string.Join(", ", reasons)}";
}
