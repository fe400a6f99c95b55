using StationAgent.Contracts;
using StationAgent.Contracts.Grading;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Delivery.Commands;

namespace StationAgent.Station.Grading;

/// <summary>Grades drop-offs as staff ask for it, whatever way they do.</summary>
/// <param name="committer">Stores the grade.</param>
internal sealed class Grader(EventCommitter committer)
{
    /// <summary>The name of the command, the last level of its topic.</summary>
    public const string CommandName = "grade";

    /// <summary>Grades a drop-off. The answer comes when the grade is on disk.</summary>
    public async Task<GradeOutcome> GradeAsync(GradeRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await committer.GradeAsync(request, cancellationToken);
        }
        catch (StorageException)
        {
            // The fault itself is reported by the guard of the store. If the grade is on disk all the same, the next request of this command finds it.
            return GradeOutcome.Refused(GradeRefusals.NotStored);
        }
    }

    /// <summary>Carries out <c>cmd/grade</c>.</summary>
    public async Task<CommandAnswer> HandleAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (GradeCommand.Parse(payload, out var id, out var problem) is not { } command)
        {
            return new CommandAnswer(StateWriter.Answer(new GradeAnswer(id, GradeResult.Refused) { Reason = GradeRefusals.Malformed }), problem);
        }

        var outcome = await GradeAsync(new GradeRequest(command.Event, command.Grade, GradedBy.Command, command.Id), cancellationToken);
        return new CommandAnswer(StateWriter.Answer(new GradeAnswer(command.Id, outcome.Reason is null ? GradeResult.Graded : GradeResult.Refused)
        {
            GradedEvent = outcome.GradedEvent?.ToString(),
            Reason = outcome.Reason,
        }));
    }
}
