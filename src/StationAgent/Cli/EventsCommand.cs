using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using StationAgent.Cli.Arguments;
using StationAgent.Cli.Carbon;
using StationAgent.Cli.Live;
using StationAgent.Cli.Output;
using StationAgent.Configuration;
using StationAgent.Contracts;
using StationAgent.Contracts.Grading;
using StationAgent.Failures;
using StationAgent.Hosting;
using StationAgent.Hosting.Control;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli;

/// <summary>
/// <c>events list</c> and <c>events show</c>: what the outbox contains, also while the service is running; <c>events replay</c> and <c>events grade</c> ask that service,
/// and <c>events verify-carbon</c> computes carbon figures again.
/// </summary>
internal static class EventsCommand
{
    private static readonly ValueKind<EventState> States = ValueKinds.Choice(
        [("pending", EventState.Pending), ("delivered", EventState.Delivered), ("setaside", EventState.SetAside)]);

    private static readonly ValueKind<long> Numbers = ValueKinds.WholeNumber(0, long.MaxValue);

    private static readonly ValueKind<NumberRange> Ranges = new("a range of event numbers such as 17..42, 17.. or 17", NumberRange.TryParse);

    private static readonly ValueKind<EventId> Ids = new(
        "the whole id of an event, such as 9f86d081884c7d65-00000000000000000042", static (string text, out EventId id) => EventId.TryParse(text, out id));

    private static readonly ValueKind<Grade> Grades = ValueKinds.Choice([.. Enum.GetValues<Grade>().Select(static grade => (EnumText.NameOf(grade), grade))]);

    public static Command Create() => new("events", "List, show, replay, grade or verify the stored events; the service may be running.")
    {
        List(), Show(), Replay(), Grade(), VerifyCarbonCommand.Create(),
    };

    private static Command List()
    {
        var data = DataOption();
        var config = ConfigOption.Create();
        var state = new ValueOption<EventState?>("--state", States.OrNone()) { Description = $"Only events in this state: {States.Expected}.", HelpName = "STATE" };
        var from = new ValueOption<long>("--from", Numbers) { Description = "First number." };
        var to = new ValueOption<long?>("--to", Numbers.OrNone()) { Description = "Last number. Default: the newest." };
        var limit = new ValueOption<int>("--limit", ValueKinds.WholeNumber(1, int.MaxValue)) { Description = "The most events to list.", DefaultValueFactory = _ => 100 };
        var newest = new Option<bool>("--newest") { Description = "List the newest first." };
        var json = new Option<bool>("--json") { Description = "Print the stored events, one per line, byte for byte." };
        var command = new Command("list", "List stored events in the order of their numbers.") { data, config, state, from, to, limit, newest, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(to) < parsed.GetValue(from))
            {
                throw new UsageException($"--from {parsed.GetValue(from)} is above --to {parsed.GetValue(to)}.");
            }

            using var reader = Open(parsed.GetValue(data), parsed.GetValue(config));
            var damaged = new List<DamagedRow>();
            var found = reader.List(
                new OutboxQuery
                {
                    State = parsed.GetValue(state),
                    From = parsed.GetValue(from),
                    To = parsed.GetValue(to) ?? long.MaxValue,
                    Limit = parsed.GetValue(limit),
                    NewestFirst = parsed.GetValue(newest),
                },
                damaged);
            if (parsed.GetValue(json))
            {
                foreach (var stored in found)
                {
                    Console.Out.WriteLine(Encoding.UTF8.GetString(stored.Payload.Span));
                }
            }
            else
            {
                WriteTable(found);
            }

            foreach (var row in damaged)
            {
                ErrorOutput.WriteLine(row.Detail);
            }

            return damaged.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new ValueArgument<string>("id", ValueKinds.Text("an event's ID or number")) { Description = "The event's id, or its number." };
        var data = DataOption();
        var config = ConfigOption.Create();
        var command = new Command("show", "Print one stored event, indented.") { id, data, config };
        command.SetAction(parsed =>
        {
            using var reader = Open(parsed.GetValue(data), parsed.GetValue(config));
            var wanted = parsed.GetValue(id)!;
            if (reader.Find(wanted) is not { } stored)
            {
                ErrorOutput.WriteLine($"station-agent: event '{wanted}' not found.");
                return ExitCodes.Failure;
            }

            using var document = JsonDocument.Parse(stored.Payload);
            var output = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
            {
                document.WriteTo(writer);
            }

            Console.Out.WriteLine(Encoding.UTF8.GetString(output.WrittenSpan));
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Replay()
    {
        var range = new ValueArgument<NumberRange>("range", Ranges) { Description = "Numbers such as 17..42, 17.. or 17." };
        var data = DataOption();
        var config = ConfigOption.Create();
        var command = new Command(
            "replay", "Ask the running service to send stored events again, including those that were delivered or set aside.") { range, data, config };
        command.SetAction((parsed, cancellationToken) =>
        {
            var numbers = parsed.GetValue(range);
            return ServiceRequest.AskAsync(
                parsed.GetValue(data), parsed.GetValue(config), new ControlRequest(ControlRequest.Replay, numbers.From, numbers.To), cancellationToken);
        });
        return command;
    }

    private static Command Grade()
    {
        var id = new ValueArgument<EventId>("id", Ids) { Description = "The id of the drop-off's event." };
        var grade = new ValueArgument<Grade>("grade", Grades) { Description = $"What staff found: {Grades.Expected}.", HelpName = "GRADE" };
        var data = DataOption();
        var config = ConfigOption.Create();
        var command = new Command("grade", "Ask the running service to store what staff found about an accepted piece.") { id, grade, data, config };
        command.SetAction((parsed, cancellationToken) => ServiceRequest.AskAsync(
            parsed.GetValue(data),
            parsed.GetValue(config),
            new ControlRequest(ControlRequest.GradeEvent) { Event = parsed.GetValue(id).ToString(), Grade = parsed.GetValue(grade) },
            cancellationToken));
        return command;
    }

    private static ValueOption<DirectoryInfo> DataOption() => ServiceRequest.DataOption();

    private static OutboxReader Open(DirectoryInfo? data, FileInfo? config)
    {
        try
        {
            return OutboxReader.Open(data?.FullName ?? ConfigOption.Load(config).Options.Storage.Directory);
        }
        catch (OutboxException failure)
        {
            throw new StartException(failure.Message, failure);
        }
    }

    private static void WriteTable(IReadOnlyList<StoredEvent> found)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("number", "recorded", "topic", "state", "what");
        foreach (var stored in found)
        {
            var what = ReceivedEvent.TryParse(stored.Payload.Span, out var read, out var problem) ? Describe.Received(read) ?? "" : problem;
            table.AddRow(
                new Text(stored.Id.Sequence.ToString(CultureInfo.InvariantCulture)),
                new Text(stored.RecordedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                Cell(stored.Topic),
                Cell(stored.SetAsideReason is { } reason ? $"{stored.State.ToString().ToLowerInvariant()}: {reason}" : stored.State.ToString().ToLowerInvariant()),
                Cell(what));
        }

        AnsiConsole.Write(table);
    }

    // A store may hold what an earlier version took from a broker: any text of any length.
    private static Text Cell(string text) => new(OutsideText.Short(text, OutsideText.MaximumSentence));
}
