using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A data folder that is deleted while the service runs.</summary>
public sealed class LimitFolderTests
{
    private readonly List<StoreGap> _gaps = [];
    private readonly List<StoreTrouble> _troubles = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public enum Harm
    {
        FileDeleted,
        FolderDeleted,
        FolderMoved,
        FolderReplaced,
    }

    [Theory]
    [InlineData(Harm.FileDeleted)]
    [InlineData(Harm.FolderDeleted)]
    [InlineData(Harm.FolderMoved)]
    [InlineData(Harm.FolderReplaced)]
    public async Task Nothing_is_acknowledged_that_was_written_to_a_deleted_file(Harm harm)
    {
        using var parent = new TemporaryFolder();
        var path = Path.Combine(parent.Path, "data");
        await using var outbox = Open(path);
        var epoch = outbox.StoreEpoch;
        await outbox.AppendManyAsync(3);
        outbox.MarkDelivered(new EventId(epoch, 1));
        await outbox.FlushAsync(Cancelled);

        await DoAsync(harm, path);
        if (await Record.ExceptionAsync(() => outbox.AppendAsync()) is { } failure)
        {
            var exception = Assert.IsType<OutboxException>(failure);
            Assert.Equal(OutboxFailure.InputOutput, exception.Kind);
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            Assert.True(exception.UncertainId is null, outbox.Fault?.ToString());
            await outbox.ProbeAsync(Cancelled);
        }

        // A new store, which the write of a mark may have begun before the append, continues above the numbers of the old one; its first event reports the loss.
        Assert.Null(outbox.Fault);
        Assert.NotEqual(epoch, outbox.StoreEpoch);
        Assert.Contains(_gaps, gap => gap.Cause == GapCause.Replaced && gap.StoreEpoch == epoch);
        Assert.Contains(_troubles, trouble => trouble.Kind == StoreTroubleKind.Replaced);
        var next = await outbox.AppendAsync();
        Assert.True(next.Sequence > 3, $"number {next.Sequence} was given before");

        // A late acknowledgement for an event of the old store changes nothing in the new one.
        var depth = outbox.Depth;
        outbox.MarkDelivered(new EventId(epoch, 2), new EventId(epoch, next.Sequence));
        await outbox.FlushAsync(Cancelled);
        Assert.Equal(depth, outbox.Depth);

        Assert.Equal(OutboxFailure.Locked, Assert.Throws<OutboxException>(() => Open(path)).Kind);
        await outbox.DisposeAsync();
        await using var again = Open(path);
        Assert.Equal((next.Sequence, depth), (again.LastSequence, again.Depth));
    }

    [Fact]
    public async Task An_idle_service_notices_the_loss_at_its_next_probe()
    {
        using var parent = new TemporaryFolder();
        var path = Path.Combine(parent.Path, "data");
        await using var outbox = Open(path);
        await outbox.AppendAsync();
        Directory.Delete(path, recursive: true);

        await Assert.ThrowsAsync<OutboxException>(() => outbox.ProbeAsync(Cancelled));
        await outbox.ProbeAsync(Cancelled);
    }

    private static async Task DoAsync(Harm harm, string path)
    {
        switch (harm)
        {
            case Harm.FileDeleted:
                foreach (var file in Directory.GetFiles(path, "outbox.db*"))
                {
                    File.Delete(file);
                }

                break;
            case Harm.FolderDeleted:
                Directory.Delete(path, recursive: true);
                break;
            case Harm.FolderMoved:
                Directory.Move(path, path + ".old");
                break;
            default:
                Directory.Move(path, path + ".old");
                await using (var other = Outbox.Outbox.Open(
                    path, new OutboxOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance))
                {
                    await other.AppendAsync();
                }

                break;
        }
    }

    private Outbox.Outbox Open(string path) => Outbox.Outbox.Open(
        path,
        new OutboxOptions { Gap = GapDrafts.Into(_gaps), Trouble = _troubles.Add },
        TimeProvider.System,
        Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
}
