using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Cli.Carbon;
using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using StationAgent.Tests.Contracts;
using StationAgent.Tests.Contracts.Carbon;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Cli.Carbon;

/// <summary>The station's own check and the one for consumers, on the same stored events: they must find the same.</summary>
public sealed class CarbonVerificationTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("carbon-").FullName;
    private Outbox _outbox = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _outbox = Outbox.Open(Path.Combine(_folder, "data"), new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Ten_thousand_stored_figures_are_found_again_to_the_last_digit()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var document = TestFactors.Of(Enumerable.Range(0, 50).Select(_ => (
            random.Next(2) == 0 ? Factor.PerPiece : Factor.PerGram,
            Decimals(random, 1_000, 9),
            Decimals(random, 1, 6),
            random.Next(2) == 0 ? (decimal?)null : Decimals(random, 2, 9))));
        var figures = new CarbonFigures(document, TestFactors.RulesFor(document));
        var withFigure = 0;
        for (var batch = 0; batch < 20; batch++)
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(_ =>
            {
                var mass = new MassData(Rounded.Grams(random.NextDouble() * 2_000), Rounded.Grams(random.NextDouble() * 20));
                var hasFigure = random.Next(4) > 0;
                withFigure += hasFigure ? 1 : 0;
                var credit = random.Next(3) == 0 ? mass.Grams * random.NextDouble() : (double?)null;
                return AppendAsync(mass, hasFigure ? figures.Expected($"c{random.Next(50)}", Disposition.Reuse, mass, credit) : null);
            }));
        }

        var expected = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"10,000 events, {withFigure:N0} with a figure: all equal.\n");
        var file = Write(document);
        Assert.True(expected == Verify(file), $"seed {seed}: {Verify(file)}");
        var (code, output) = await PythonAsync(["--factors", file]);
        Assert.True((0, expected) == (code, output), $"seed {seed}: {output}");

        // As a subscriber sees it: the document comes first, in the same stream.
        Assert.Equal(
            (0, expected), await PythonAsync([], "sa/v1/demo/demo-01/state/factors " + Encoding.UTF8.GetString(document.Bytes.Span) + "\n", "sa/v1/demo/demo-01/evt/dropoff "));

        // With one digit changed the document has another name.
        var changed = Path.Combine(_folder, "changed.json");
        await File.WriteAllTextAsync(changed, (await File.ReadAllTextAsync(file, Cancellation)).Replace("\"title\":\"t\"", "\"title\":\"u\"", StringComparison.Ordinal), Cancellation);
        Assert.Contains($"no document has the SHA-256 {document.Sha256}.\n… and ", Verify(changed).Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((1, Verify(changed)), await PythonAsync(["--factors", changed]));
    }

    [Fact]
    public async Task Each_wrong_figure_is_named()
    {
        var document = TestFactors.Of((Factor.PerGram, 0.5m, 0.1m, null));
        var figures = new CarbonFigures(document, TestFactors.RulesFor(document));
        var mass = new MassData(100, 1);
        var right = figures.Expected("c0", Disposition.Reuse, mass)!;
        var first = await AppendAsync(mass, right);
        await AppendAsync(mass, right with { GramsCo2e = 50.1 });
        await AppendAsync(mass, right with { Capped = true });
        await AppendAsync(mass, right with { FactorVersion = "2" });
        await AppendAsync(mass, right with { FactorsSha256 = new string('0', 64) });
        await AppendAsync(new MassData(90, 1), right);
        await AppendAsync(mass, right, static data => data["carbon"]!.AsObject().Remove("basis"));
        await AppendAsync(mass, right, static data => data["carbon"] = 37);
        var graded = figures.Confirmed("c0", Disposition.Reuse, mass)!;
        var once = await AppendAsync(mass, graded, data => data["grades"] = first.ToString());
        await AppendAsync(mass, graded, data => data["grades"] = first.ToString());
        string[] problems =
        [
            "figure_differs: stated 50.1 ± 5.5 g, recomputed 50.0 ± 5.5 g.",
            "figure_differs: stated 50.0 ± 5.5 g, capped, recomputed 50.0 ± 5.5 g.",
            "factor_unknown: the document has no factor 'f0' of version '2'.",
            $"document_missing: no document has the SHA-256 {new string('0', 64)}.",
            "more_than_weighed: 100 g count, and the piece weighs 90 g.",
            "figure_unreadable: the field pieces is missing or has a wrong value.",
            "figure_unreadable: the field gramsCo2e is missing or has a wrong value.",
            $"double_claim: {first} was confirmed by {once} already.",
        ];
        var lines = Verify(Write(document)).TrimEnd('\n').Split('\n');
        Assert.Equal(problems, lines[..^1].Select(static line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
        Assert.Equal("10 events, 10 with a figure: 8 problems.", lines[^1]);

        var (code, output) = await PythonAsync(["--factors", Write(document)]);
        Assert.Equal(1, code);
        Assert.Equal(lines.Select(Kind), output.TrimEnd('\n').Split('\n').Select(Kind));
    }

    [Fact]
    public void A_kept_document_that_was_edited_is_reported_and_not_used()
    {
        var data = Path.Combine(_folder, "data");
        var document = TestFactors.Of((Factor.PerGram, 0.5m, 0.1m, null));
        FactorsArchive.Keep(data, document, NullLogger.Instance);
        Assert.Empty(new FactorsAtHand().AddKept(data));
        var kept = FactorsArchive.Files(data)[0].FullName;
        File.WriteAllText(kept, File.ReadAllText(kept).Replace("0.5", "0.6", StringComparison.Ordinal));
        var atHand = new FactorsAtHand();
        Assert.Equal(CarbonProblem.DocumentAltered, Assert.Single(atHand.AddKept(data)).Problem);
        Assert.DoesNotContain(document.Sha256, atHand.BySha256.Keys);
        FactorsArchive.Keep(data, document, NullLogger.Instance);
        Assert.Empty(new FactorsAtHand().AddKept(data));
    }

    [Fact]
    public void The_documents_that_were_used_last_are_kept()
    {
        var data = Path.Combine(_folder, "data");
        for (var i = 0; i < FactorsArchive.Most + 3; i++)
        {
            FactorsArchive.Keep(data, TestFactors.Of((Factor.PerGram, i, 0, null)), NullLogger.Instance);
            foreach (var file in FactorsArchive.Files(data))
            {
                file.LastWriteTimeUtc -= TimeSpan.FromMinutes(1);
            }
        }

        var kept = new FactorsAtHand();
        Assert.Empty(kept.AddKept(data));
        Assert.Equal(FactorsArchive.Most, FactorsArchive.Files(data).Count);
        Assert.Contains(TestFactors.Of((Factor.PerGram, 3, 0, null)).Sha256, kept.BySha256.Keys);
        Assert.DoesNotContain(TestFactors.Of((Factor.PerGram, 2, 0, null)).Sha256, kept.BySha256.Keys);
    }

    // The part of a line that both programs word alike.
    private static string Kind(string line) => string.Join(':', line.Split(':').Take(2));

    private static decimal Decimals(Random random, int below, int digits) => decimal.Round((decimal)random.NextDouble() * below, random.Next(digits + 1), MidpointRounding.ToZero);

    private string Write(FactorsDocument document)
    {
        var file = Path.Combine(_folder, "factors.json");
        File.WriteAllBytes(file, document.Bytes.ToArray());
        return file;
    }

    private string Verify(string factors)
    {
        var documents = new FactorsAtHand();
        documents.Add([new FileInfo(factors)]);
        using var output = new StringWriter { NewLine = "\n" };
        var report = new CarbonReport(output, json: false);
        var audit = new CarbonAudit(documents.BySha256);
        using var reader = OutboxReader.Open(Path.Combine(_folder, "data"));
        StoredFigures.Check(reader, 0, long.MaxValue, audit, report);
        report.End(audit.Events, audit.Figures);
        return output.ToString();
    }

    private Task<(int ExitCode, string Output)> PythonAsync(string[] arguments, string before = "", string topic = "") =>
        Python.RunAsync("deploy/consumers/verify_carbon.py", arguments, before + string.Concat(Payloads().Select(payload => topic + payload + "\n")), Cancellation);

    private List<string> Payloads()
    {
        using var reader = OutboxReader.Open(Path.Combine(_folder, "data"));
        return [.. reader.List(new OutboxQuery { Limit = 20_000 }).Select(static stored => Encoding.UTF8.GetString(stored.Payload.Span))];
    }

    private Task<EventId> AppendAsync(MassData mass, CarbonData? carbon, Action<JsonObject>? change = null) => _outbox.AppendAsync(
        Topics.DropOff,
        EventClass.DropOff,
        id =>
        {
            var data = DropOffMapper.Map(Samples.Accepted, Samples.NoCarbon, Samples.Model, PlatformKind.Tray, TimeSpan.FromSeconds(5), Samples.Clock);
            var bytes = EventWriter.DropOff(id, Samples.Identity, Samples.Clock, Samples.Accepted.PresentedAt, data with { Mass = mass, Carbon = carbon });
            if (change is null)
            {
                return bytes;
            }

            var node = JsonNode.Parse(bytes)!;
            change(node["data"]!.AsObject());
            if (node["data"]!["grades"] is not null)
            {
                node["type"] = "io.stationagent.dropoff.graded.v1";
            }

            return Encoding.UTF8.GetBytes(node.ToJsonString());
        },
        Cancellation);
}
