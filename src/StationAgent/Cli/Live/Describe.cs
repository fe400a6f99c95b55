using System.Collections.Immutable;
using System.Globalization;
using StationAgent.Configuration;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;

namespace StationAgent.Cli.Live;

/// <summary>Says in a few words what happened.</summary>
internal static class Describe
{
    /// <summary>Such as <c>accepted: cup, clean (0.97), 156.0 g, for reuse</c>.</summary>
    public static string Judgement(DropOffRecord record)
    {
        var mass = record.Mass is { } weight ? weight.Mass.ToString() : "not weighed";
        return $"{Name(record.Outcome)}: {Class(record.Recognition)}, {mass}{Because(record.Reasons)}{To(record)}";
    }

    /// <summary>The class alone, such as <c>cup, clean</c>; with a question mark where the pictures do not show it with enough certainty.</summary>
    public static string Label(Recognition? recognition) => recognition switch
    {
        { Class: { } claim } => Label(claim),
        { Likeliest: { } likeliest } => $"{Label(likeliest.Kind)}?",
        _ => "nothing seen",
    };

    /// <summary>The class with its confidence, such as <c>cup, clean (0.97)</c>.</summary>
    public static string Class(Recognition? recognition) => (recognition?.Class ?? recognition?.Likeliest?.Kind) is { } shown
        ? string.Create(CultureInfo.InvariantCulture, $"{Label(recognition)} ({recognition!.Scores[shown.Index].Probability:0.00})")
        : Label(recognition);

    /// <summary>What a consumer reads in an event; null for an event that a view does not show.</summary>
    public static string? Received(ReceivedEvent received)
    {
        if (received.DropOff() is { } dropOff)
        {
            var item = dropOff.Item is { } seen ? seen.Class ?? "unclear" : "nothing seen";
            return $"{Name(dropOff.Outcome)}, {item}{To(dropOff.Disposition)}{(dropOff.Test ? ", a test" : "")}";
        }

        if (received.Grade() is { } graded)
        {
            return $"graded {EnumText.NameOf(graded.Grade)} by {EnumText.NameOf(graded.By)}";
        }

        if (received.Maintenance() is { } maintenance)
        {
            return $"maintenance {EnumText.NameOf(maintenance.Change)} by {EnumText.NameOf(maintenance.By)} ({EnumText.NameOf(maintenance.Why)})";
        }

        return received.Amendment() is { } amendment
            ? $"{amendment.Change.ToString().ToLowerInvariant()} ({amendment.Reason})"
            : received.Envelope.Type;
    }

    private static string To(DropOffRecord record)
    {
        var remarks = record.Remarks.IsDefaultOrEmpty ? "" : $" ({string.Join(", ", record.Remarks)})";
        return To(record.Disposition) + remarks;
    }

    private static string To(Disposition disposition) => disposition == Disposition.None ? "" : $", for {EnumText.NameOf(disposition)}";

    /// <summary>Why a piece was not accepted, such as <c>kind_unclear</c>; of an accepted one where it goes, such as <c>for sort (condition_unclear)</c>.</summary>
    public static string ReasonOrUse(DropOffRecord record) =>
        record.Reasons.IsDefaultOrEmpty ? To(record).TrimStart(',', ' ') : string.Join(", ", record.Reasons);

    /// <summary>The wire name of an outcome.</summary>
    public static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => "accepted",
        Outcome.Rejected => "rejected",
        _ => "undecided",
    };

    // What contains a kind of piece is known to the reader; the states of the kind are not.
    private static string Label(ClassNode node)
    {
        var label = ClassPath.Last(node.Path);
        for (var one = node; one != node.Kind; one = one.Parent!)
        {
            label = $"{ClassPath.Last(one.Parent!.Path)}, {label}";
        }

        return label;
    }

    private static string Because(ImmutableArray<string> reasons) =>
        reasons.IsDefaultOrEmpty ? "" : $" because {string.Join(", ", reasons)}";
}
