using System.CommandLine;
using StationAgent.Cli.Arguments;
using StationAgent.Contracts.Carbon;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli.Carbon;

/// <summary><c>events verify-carbon</c>: computes every stored carbon figure again.</summary>
internal static class VerifyCarbonCommand
{
    private static readonly ValueKind<long> Numbers = ValueKinds.WholeNumber(0, long.MaxValue);

    public static Command Create()
    {
        var data = new ValueOption<DirectoryInfo>("--data", PathKinds.Folder) { Description = "Folder of the outbox. Default: the configured one." };
        var config = ConfigOption.Create();
        var from = new ValueOption<long>("--from", Numbers) { Description = "First number." };
        var to = new ValueOption<long?>("--to", Numbers.OrNone()) { Description = "Last number. Default: the newest." };
        var factors = new ListOption<FileInfo>("--factors", PathKinds.File)
        {
            Description = "More documents of carbon factors. That of the program and those that the station has kept are known.",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Print each problem and the summary as one line of JSON." };
        var command = new Command("verify-carbon", "Compute every stored carbon figure again; exit code 1 when one is not right.") { data, config, from, to, factors, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(to) < parsed.GetValue(from))
            {
                throw new UsageException($"--from {parsed.GetValue(from)} is above --to {parsed.GetValue(to)}.");
            }

            var directory = parsed.GetValue(data)?.FullName ?? ConfigOption.Load(parsed.GetValue(config)).Options.Storage.Directory;
            var documents = new FactorsAtHand();
            documents.Add(parsed.GetValue(factors) ?? []);
            var report = new CarbonReport(Console.Out, parsed.GetValue(json));
            try
            {
                using var reader = OutboxReader.Open(directory);
                foreach (var problem in documents.AddKept(directory))
                {
                    report.Add(problem);
                }

                var audit = new CarbonAudit(documents.BySha256);
                StoredFigures.Check(reader, parsed.GetValue(from), parsed.GetValue(to) ?? long.MaxValue, audit, report);
                report.End(audit.Events, audit.Figures);
            }
            catch (OutboxException failure)
            {
                throw new StartException(failure.Message, failure);
            }

            return report.Problems == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }
}
