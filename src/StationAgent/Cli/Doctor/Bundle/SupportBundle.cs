using System.IO.Compression;
using System.Text;
using System.Text.Json;
using StationAgent.Configuration;
using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli.Doctor.Bundle;

/// <summary>What support needs to know about a station, in one file: no secrets, no payloads of events, and no pictures unless asked for.</summary>
/// <param name="configuration">The configuration in force.</param>
/// <param name="report">What <c>doctor</c> found.</param>
/// <param name="model">The model; null when it did not load or was not looked at.</param>
/// <param name="counts">What the store holds; null when it is not known.</param>
/// <param name="picture">The camera's picture; null for none.</param>
/// <param name="secrets">What must not get into it.</param>
internal sealed class SupportBundle(
    LoadedConfiguration<AgentOptions> configuration, DoctorReport report, ModelData? model, StoreCounts? counts, ReadOnlyMemory<byte>? picture, Secrets secrets)
{
    private const string Unknown = "unknown";

    /// <summary>Writes the archive, readable by its owner only; one that is there is replaced.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        var stream = PrivateFile.Create(path);
        await using (stream)
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
            Add(archive, "doctor.json", JsonSerializer.Serialize(report, DoctorJson.Readable.DoctorReport));
            Add(archive, "version.txt", $"station-agent {report.Version}\n");
            Add(archive, "configuration.json", configuration.Show());
            Add(archive, "inventory.json", Encoding.UTF8.GetString(Inventory()));
            Add(archive, "system.txt", SystemFacts.Read(configuration.Options.Storage.Directory));
            if (counts is not null)
            {
                Add(archive, "store.json", JsonSerializer.Serialize(counts, DoctorJson.Readable.StoreCounts));
            }

            Add(archive, "service.txt", await ServiceFacts.UnitAsync(cancellationToken));
            Add(archive, "journal.txt", await ServiceFacts.JournalAsync(cancellationToken));
            if (picture is { } jpeg)
            {
                Add(archive, "frame.jpg", jpeg.Span);
            }
        }
    }

    private byte[] Inventory()
    {
        var settings = configuration.Options.ToStationSettings(model ?? new ModelData(Unknown, Unknown, Unknown), classes: null, FactorsDocument.Shipped);
        return StateWriter.Inventory(Hosting.Inventory.Read(configuration.Options, settings, counts?.StoreEpoch ?? Unknown));
    }

    private void Add(ZipArchive archive, string name, string text) => Add(archive, name, Encoding.UTF8.GetBytes(secrets.Hide(text)));

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> bytes)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(bytes);
    }
}
