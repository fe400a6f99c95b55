using System.Diagnostics.CodeAnalysis;
using StationAgent.Configuration;
using StationAgent.Contracts;
using StationAgent.Contracts.Grading;
using StationAgent.DropOff;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Grading;

/// <summary>Decides by what is stored whether a drop-off is graded. Runs inside the transaction that stores the grade, so that two requests at once cannot both pass.</summary>
internal static class GradeRules
{
    /// <summary>The name of the remark that names the last change of a drop-off, as <see cref="AmendmentData.Change"/>.</summary>
    public const string Amended = "amended";

    /// <summary>Decides a request.</summary>
    /// <param name="store">What is stored.</param>
    /// <param name="request">The request.</param>
    /// <param name="dropOff">The drop-off as it is stored, when it is to be graded now.</param>
    /// <param name="outcome">What to answer, when nothing is to be stored: a refusal, or the grade that this command has given already.</param>
    /// <returns>True when the grade is to be stored.</returns>
    public static bool Passes(StoreView store, GradeRequest request, [NotNullWhen(true)] out ReceivedEvent? dropOff, out GradeOutcome outcome)
    {
        outcome = Answer(store, request, out dropOff);
        return outcome == default && dropOff is not null;
    }

    /// <returns>The default when the grade is to be stored.</returns>
    private static GradeOutcome Answer(StoreView store, GradeRequest request, out ReceivedEvent? dropOff)
    {
        dropOff = null;
        var id = store.Current(request.DropOff);
        if (!store.Knows(id.StoreEpoch))
        {
            return GradeOutcome.Refused(GradeRefusals.OtherDevice);
        }

        if (store.Find(id) is not { Topic: Topics.DropOff } stored
            || !ReceivedEvent.TryParse(stored.Payload.Span, out dropOff, out _)
            || dropOff.Envelope.Type != EventKinds.DropOff.Type)
        {
            return GradeOutcome.Refused(GradeRefusals.NotFound);
        }

        if (store.Remark(id, GradeNote.Name) is { } noted)
        {
            // The sender of a command that comes again has got no answer, or has not kept it.
            return GradeNote.Parse(noted) is { CommandId: { } command } note && command == request.CommandId && note.Grade == request.Grade
                ? GradeOutcome.Graded(store.Current(note.GradedEvent))
                : GradeOutcome.Refused(GradeRefusals.AlreadyGraded);
        }

        return (dropOff.IsAcceptedDropOff, dropOff.IsTest, store.Remark(id, Amended)) switch
        {
            (false, _, _) => GradeOutcome.Refused(GradeRefusals.NotAccepted),
            (_, true, _) => GradeOutcome.Refused(GradeRefusals.Test),
            (_, _, null) => IsWindowOver(store, id) ? default : GradeOutcome.Refused(GradeRefusals.WindowOpen),

            // The piece was not watched to the end of its window: that staff have it in their hands says where it is.
            (_, _, var change) when change == EnumText.NameOf(AmendmentChange.Unsettled) => default,
            (_, _, var change) when change == EnumText.NameOf(AmendmentChange.Void) => GradeOutcome.Refused(GradeRefusals.Void),
            _ => GradeOutcome.Refused(GradeRefusals.Withdrawn),
        };
    }

    /// <summary>
    /// Windows follow one another: each ends, or is amended, before the next piece may come. So those of all drop-offs up to the last one that was watched to its end
    /// are over.
    /// </summary>
    private static bool IsWindowOver(StoreView store, EventId id) =>
        EventId.TryParse(store.Note(EventCommitter.SettledNote), out var settled) && id.Sequence <= settled.Sequence;
}
