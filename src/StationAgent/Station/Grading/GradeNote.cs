using StationAgent.Contracts.Grading;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Grading;

/// <summary>What the store remembers about a drop-off that was graded, in one line of text.</summary>
/// <param name="Grade">The grade.</param>
/// <param name="CommandId">The id of the command; null for a grade without one.</param>
/// <param name="GradedEvent">The id that the event with the grade had when it was stored.</param>
internal readonly record struct GradeNote(Grade Grade, string? CommandId, EventId GradedEvent)
{
    /// <summary>The name of the remark.</summary>
    public const string Name = "graded";

    private const string NoCommand = "-";

    /// <summary>Reads the line; null when it is not one of this version.</summary>
    public static GradeNote? Parse(string text) =>
        text.Split(' ') is [var grade, var command, var graded] && GradeCommand.GradeOf(grade) is { } read && EventId.TryParse(graded, out var id)
            ? new GradeNote(read, command == NoCommand ? null : command, id)
            : null;

    /// <summary>Writes the line.</summary>
    public string Format() => $"{Configuration.EnumText.NameOf(Grade)} {CommandId ?? NoCommand} {GradedEvent}";
}
