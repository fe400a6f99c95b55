using StationAgent.Configuration;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.Failures;
using StationAgent.Station.Grading;
using StationAgent.Station.Maintenance;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Hosting.Control;

/// <summary>Carries out what commands on the same machine ask of the running service.</summary>
/// <param name="telemetry">Sends stored events again.</param>
/// <param name="grader">Grades drop-offs.</param>
/// <param name="maintenance">Starts and ends maintenance.</param>
internal sealed class ControlCommands(TelemetryService telemetry, Grader grader, MaintenanceControl maintenance)
{
    /// <summary>Carries out a request and says what became of it, for a person.</summary>
    public Task<ControlReply> AnswerAsync(ControlRequest request, CancellationToken cancellationToken) => request.Command switch
    {
        ControlRequest.Replay => Task.FromResult(Replay(request)),
        ControlRequest.GradeEvent => GradeAsync(request, cancellationToken),
        ControlRequest.Maintenance => MaintainAsync(request, cancellationToken),
        _ => Task.FromResult(new ControlReply(false, $"This agent does not know the command '{OutsideText.Short(request.Command)}'.")),
    };

    private ControlReply Replay(ControlRequest request)
    {
        var answer = telemetry.RequestReplay(storeEpoch: null, request.From, request.To);
        return new ControlReply(answer.Accepted, answer.Detail);
    }

    private async Task<ControlReply> GradeAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        if (!EventId.TryParse(request.Event, out var id) || request.Grade is not { } grade)
        {
            return new ControlReply(false, "The request needs the id of an event and a grade: reuse, pulp or refuse.");
        }

        var outcome = await grader.GradeAsync(new GradeRequest(id, grade, GradedBy.Console), cancellationToken);
        return outcome.Reason is { } reason
            ? new ControlReply(false, $"Drop-off {id} {GradeRefusals.Explain(reason)}.")
            : new ControlReply(true, $"Drop-off {id} is graded '{EnumText.NameOf(grade)}': event {outcome.GradedEvent}.");
    }

    private async Task<ControlReply> MaintainAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        if (request.Why is { } why)
        {
            var problem = await maintenance.StartAsync(MaintenanceBy.Console, why, cancellationToken);
            return problem is null
                ? new ControlReply(true, $"The station is in maintenance ({EnumText.NameOf(why)}); drop-offs are worth nothing until it ends.")
                : new ControlReply(false, $"Maintenance was not started: {problem}.");
        }

        return await maintenance.EndAsync(MaintenanceBy.Console, cancellationToken) is { } obstacle
            ? new ControlReply(false, $"Maintenance was not ended: {obstacle}.")
            : new ControlReply(true, "Maintenance has ended; drop-offs count again.");
    }
}
