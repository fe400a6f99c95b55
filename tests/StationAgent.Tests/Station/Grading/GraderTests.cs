using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.Contracts.Grading;
using StationAgent.DropOff;
using StationAgent.DropOff.Rules;
using StationAgent.Station.Grading;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Tests.DropOff;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station.Grading;

/// <summary>Grading drop-offs of a real store.</summary>
public sealed class GraderTests : IAsyncLifetime
{
    private static readonly EventSource Source = new(
        new DeviceIdentity("s", "d"), PlatformKind.Tray, new ModelData("m", "1", new string('0', 64)), new CarbonFigures(FactorsDocument.Shipped, DefaultClassRules.Rules), TimeSpan.FromSeconds(5));

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
    private readonly EventFactory _events = new(Source, new ClockSource(TimeProvider.System, "boot", static () => (ClockQuality.Unknown, null)));

    private Outbox _outbox = null!;
    private EventCommitter _committer = null!;
    private Grader _grader = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Open(_folder);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_grade_is_an_event_that_says_what_the_station_had_said()
    {
        var id = await AcceptAsync();

        var outcome = await GradeAsync(id, Grade.Pulp);

        Assert.Null(outcome.Reason);
        var stored = _outbox.ReadPending(0, 100)[^1];
        Assert.Equal((outcome.GradedEvent, Topics.DropOff, EventClass.DropOff), (stored.Id, stored.Topic, stored.Class));
        var data = Read(stored).Grade()!;
        Assert.Equal((id.ToString(), Grade.Pulp, GradedBy.Command), (data.Grades, data.Grade, data.By));
        Assert.Equal(new GradedPiece("packaging/carton/intact", "reuse"), data.Was);

        // Pulping has no factor.
        Assert.Null(data.Carbon);
    }

    [Fact]
    public async Task What_is_graded_for_reuse_has_a_confirmed_carbon_figure_and_what_is_refused_has_none()
    {
        var figure = Read(await StoredAsync(Grade.Reuse)).Grade()!.Carbon!;
        Assert.Equal((CarbonStage.Confirmed, 1), (figure.Stage, figure.Basis.Pieces));
        Assert.Null(Read(await StoredAsync(Grade.Refuse)).Grade()!.Carbon);

        async Task<StoredEvent> StoredAsync(Grade grade)
        {
            await GradeAsync(await AcceptAsync(), grade);
            return _outbox.ReadPending(0, 100)[^1];
        }
    }

    [Fact]
    public async Task The_same_command_again_gets_the_same_answer_and_no_other_one_passes()
    {
        var id = await AcceptAsync();
        var first = await GradeAsync(id, Grade.Reuse, "g-1");
        var last = _outbox.LastSequence;

        Assert.Equal(first, await GradeAsync(id, Grade.Reuse, "g-1"));
        Assert.Equal(GradeRefusals.AlreadyGraded, (await GradeAsync(id, Grade.Pulp, "g-1")).Reason);
        Assert.Equal(GradeRefusals.AlreadyGraded, (await GradeAsync(id, Grade.Reuse, "g-2")).Reason);
        Assert.Equal(GradeRefusals.AlreadyGraded, (await _grader.GradeAsync(new GradeRequest(id, Grade.Reuse, GradedBy.Console), Cancelled)).Reason);
        Assert.Equal(last, _outbox.LastSequence);
    }

    [Fact]
    public async Task Of_many_commands_at_once_one_passes()
    {
        var id = await AcceptAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => GradeAsync(id, (Grade)(number % 3), $"g-{number}")));

        Assert.Single(outcomes, static outcome => outcome.Reason is null);
        Assert.All(outcomes.Where(static outcome => outcome.Reason is not null), static outcome => Assert.Equal(GradeRefusals.AlreadyGraded, outcome.Reason));
        Assert.Single(_outbox.ReadPending(0, 100), stored => Read(stored).Grades is not null);
    }

    [Fact]
    public async Task What_is_no_accepted_drop_off_of_this_device_is_refused()
    {
        var rejected = await StoreAsync(Outcome.Rejected);
        await _committer.AlarmAsync("camera_fault", "black", Cancelled);
        var alarm = new EventId(_outbox.StoreEpoch, _outbox.LastSequence);
        var test = await AcceptAsync(isTest: true);

        Assert.Equal(GradeRefusals.NotAccepted, (await GradeAsync(rejected)).Reason);
        Assert.Equal(GradeRefusals.NotFound, (await GradeAsync(alarm)).Reason);
        Assert.Equal(GradeRefusals.Test, (await GradeAsync(test)).Reason);
        Assert.Equal(GradeRefusals.NotFound, (await GradeAsync(new EventId(_outbox.StoreEpoch, 999))).Reason);
        Assert.Equal(GradeRefusals.OtherDevice, (await GradeAsync(new EventId("ffeeddccbbaa9988", rejected.Sequence))).Reason);
    }

    [Fact]
    public async Task A_grade_is_not_graded()
    {
        var graded = (await GradeAsync(await AcceptAsync())).GradedEvent!.Value;
        Assert.Equal(GradeRefusals.NotFound, (await GradeAsync(graded)).Reason);
    }

    [Fact]
    public async Task A_piece_is_graded_when_its_window_is_over_and_not_before()
    {
        var first = await AcceptAsync();
        var second = await StoreAsync(Outcome.Accepted);

        Assert.Null((await GradeAsync(first)).Reason);
        Assert.Equal(GradeRefusals.WindowOpen, (await GradeAsync(second)).Reason);
        await _committer.SettleAsync(second.ToString(), Cancelled);
        Assert.Null((await GradeAsync(second)).Reason);
    }

    [Theory]
    [InlineData((int)AmendmentChange.Withdrawn, GradeRefusals.Withdrawn)]
    [InlineData((int)AmendmentChange.Void, GradeRefusals.Void)]
    [InlineData((int)AmendmentChange.Unsettled, null)]
    public async Task What_was_taken_back_is_refused_and_what_was_not_watched_is_graded(int change, string? reason)
    {
        var id = await StoreAsync(Outcome.Accepted);
        await _committer.AmendAsync(id.ToString(), (AmendmentChange)change, "any", Cancelled);

        Assert.Equal(reason, (await GradeAsync(id)).Reason);
    }

    [Fact]
    public async Task A_command_whose_answer_was_lost_with_the_process_gets_it_from_the_next_one()
    {
        var id = await AcceptAsync();
        var first = await GradeAsync(id, Grade.Refuse, "g-7");

        // What a killed process leaves.
        var copy = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
        foreach (var file in Directory.GetFiles(_folder, "outbox.*").Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        await _outbox.DisposeAsync();
        Open(copy);
        Assert.Equal(first, await GradeAsync(id, Grade.Refuse, "g-7"));
        Assert.Equal(GradeRefusals.AlreadyGraded, (await GradeAsync(id, Grade.Refuse, "g-8")).Reason);
        Assert.Single(_outbox.ReadPending(0, 100), stored => Read(stored).Grades is not null);
        await _outbox.DisposeAsync();
        Directory.Delete(copy, recursive: true);
        Open(_folder);
    }

    [Fact]
    public async Task What_moves_to_a_new_epoch_keeps_its_grade()
    {
        var id = await AcceptAsync();
        var first = (await GradeAsync(id, Grade.Reuse, "g-1")).GradedEvent!.Value;

        await _outbox.BeginEpochAsync(new StoreEvidence(_outbox.StoreEpoch, _outbox.StoreEpoch, null, null, [], "A copy has spoken."), Cancelled);

        var moved = _outbox.CurrentId(first);
        Assert.NotEqual(first, moved);
        Assert.Equal(moved, (await GradeAsync(id, Grade.Reuse, "g-1")).GradedEvent);
        Assert.Equal(moved, (await GradeAsync(_outbox.CurrentId(id), Grade.Reuse, "g-1")).GradedEvent);
        var graded = Read(_outbox.ReadPending(0, 100).Single(stored => stored.Id == moved));
        Assert.Equal(_outbox.CurrentId(id).ToString(), graded.Grade()?.Grades);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_refuses_and_takes_the_command_later()
    {
        var id = await AcceptAsync();
        await _outbox.DisposeAsync();

        Assert.Equal(GradeRefusals.NotStored, (await GradeAsync(id)).Reason);

        Open(_folder);
        Assert.Null((await GradeAsync(id)).Reason);
    }

    [Theory]
    [InlineData("""{"id":"g-1","event":"EVENT","grade":"reuse","shelf":[3]}""", """{"id":"g-1","result":"graded","gradedEvent":"GRADED"}""")]
    [InlineData("""{"id":"g-1","event":"9f86d081884c7d65-00000000000000000042","grade":"pulp"}""", """{"id":"g-1","result":"refused","reason":"other_device"}""")]
    [InlineData("""{"id":"g-1","event":"EVENT","grade":"sort"}""", """{"id":"g-1","result":"refused","reason":"malformed"}""")]
    [InlineData("""{"id":"g-1","event":"42","grade":"reuse"}""", """{"id":"g-1","result":"refused","reason":"malformed"}""")]
    [InlineData("""{"id":"a b","event":"EVENT","grade":"reuse"}""", """{"id":null,"result":"refused","reason":"malformed"}""")]
    [InlineData("""{"id":7,"event":"EVENT","grade":"reuse"}""", """{"id":null,"result":"refused","reason":"malformed"}""")]
    [InlineData("""{"id":"\ud800","event":"EVENT","grade":"reuse"}""", """{"id":null,"result":"refused","reason":"malformed"}""")]
    [InlineData("""[1]""", """{"id":null,"result":"refused","reason":"malformed"}""")]
    [InlineData("""grade it""", """{"id":null,"result":"refused","reason":"malformed"}""")]
    [InlineData("", """{"id":null,"result":"refused","reason":"malformed"}""")]
    public async Task A_command_gets_its_answer(string command, string expected)
    {
        var id = await AcceptAsync();

        var answer = await _grader.HandleAsync(Encoding.UTF8.GetBytes(command.Replace("EVENT", id.ToString(), StringComparison.Ordinal)), Cancelled);

        var graded = new EventId(_outbox.StoreEpoch, id.Sequence + 1).ToString();
        Assert.Equal(expected.Replace("GRADED", graded, StringComparison.Ordinal), Encoding.UTF8.GetString(answer.Payload.Span));
        Assert.Equal(expected.Contains("malformed", StringComparison.Ordinal), answer.Problem is not null);
        Assert.Empty((await Contracts.ContractFiles.SchemaAsync("grade.answer.v1", Cancelled)).Validate(Encoding.UTF8.GetString(answer.Payload.Span)));
    }

    [Fact]
    public void Any_bytes_are_answered() => Gen.Byte.Array[0, 200].Sample(static bytes =>
    {
        Assert.Null(GradeCommand.Parse(bytes, out _, out var problem));
        Assert.NotEmpty(problem);
    });

    private static ReceivedEvent Read(StoredEvent stored)
    {
        Assert.True(ReceivedEvent.TryParse(stored.Payload.Span, out var read, out var error), error);
        return read;
    }

    private Task<GradeOutcome> GradeAsync(EventId id, Grade grade = Grade.Reuse, string command = "g-1") =>
        _grader.GradeAsync(new GradeRequest(id, grade, GradedBy.Command, command), Cancelled);

    /// <summary>Stores an accepted piece whose window is over.</summary>
    private async Task<EventId> AcceptAsync(bool isTest = false)
    {
        var id = await StoreAsync(Outcome.Accepted, isTest);
        await _committer.SettleAsync(id.ToString(), Cancelled);
        return id;
    }

    private Task<EventId> StoreAsync(Outcome outcome, bool isTest = false)
    {
        ImmutableArray<string> reasons = outcome == Outcome.Accepted ? [] : [Reasons.ClassNotTaken];
        var record = new DropOffRecord(
            1,
            outcome,
            reasons,
            Recognitions.Of("packaging/carton/intact"),
            outcome == Outcome.Accepted ? Disposition.Reuse : Disposition.None,
            new StableWeight(new Grams(183.4), new Grams(1.3)),
            TimeSpan.FromSeconds(1),
            null)
        {
            IsTest = isTest,
        };
        return _committer.DropOffAsync(record, Cancelled);
    }

    private void Open(string folder)
    {
        var options = new OutboxOptions { Gap = _events.Gap, Reissue = EventReissue.Rewrite, Compensate = _events.Compensate };
        _outbox = Outbox.Open(folder, options, TimeProvider.System, NullLogger.Instance);
        _committer = new EventCommitter(_outbox, _events);
        _grader = new Grader(_committer);
    }
}
