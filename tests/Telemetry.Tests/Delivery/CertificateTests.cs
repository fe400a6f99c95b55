using StationAgent.Telemetry.Mqtt;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>
/// Every way in which a certificate can be wrong, with a real broker that requires certificates itself: the link is refused with the reason,
/// nothing is lost, and a corrected file is used at the next attempt.
/// </summary>
public sealed class CertificateTests
{
    private const string Listener =
        """
        listener {port} 127.0.0.1
        cafile {folder}/ours.pem
        certfile {folder}/broker.pem
        keyfile {folder}/broker.key
        require_certificate true
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CertificateFlaw.WrongAuthority, "is not trusted")]
    [InlineData(CertificateFlaw.SelfSigned, "signed by itself) is not trusted")]
    [InlineData(CertificateFlaw.Expired, "the broker's certificate has expired on 2021-01-01")]
    [InlineData(CertificateFlaw.NotYetValid, "the broker's certificate is valid only from 2090-01-01")]
    [InlineData(CertificateFlaw.WrongHost, "is for another host than 'localhost'")]
    [InlineData(CertificateFlaw.WrongUsage, "is not made for servers")]
    public async Task A_broker_with_a_wrong_certificate_gets_nothing(CertificateFlaw flaw, string reason)
    {
        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var ours = new Certificates(pki.Path, "ours");
        using var theirs = new Certificates(pki.Path, "theirs");
        var mine = ours.Issue("dev1", "dev1");
        (flaw == CertificateFlaw.WrongAuthority ? theirs : ours).Issue("broker", "localhost", flaw);
        await using var broker = await StartAsync(pki);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(10);

        using var running = Start(outbox, broker.Port, ours.AuthorityFile, mine);
        await running.UntilAsync(s => s.ConnectAttempts >= 2);

        Assert.False(running.Service.Snapshot.Connected);
        Assert.Contains(reason, running.Service.Snapshot.LastError, StringComparison.Ordinal);
        Assert.Equal(10, outbox.Depth);
    }

    [Theory]
    [InlineData(CertificateFlaw.WrongAuthority, "")]
    [InlineData(CertificateFlaw.SelfSigned, "")]
    [InlineData(CertificateFlaw.Expired, "dev1.pem' has expired on 2021-01-01")]
    [InlineData(CertificateFlaw.NotYetValid, "dev1.pem' is valid only from 2090-01-01")]
    [InlineData(CertificateFlaw.WrongUsage, "dev1.pem' is not made for clients")]
    [InlineData(CertificateFlaw.Missing, "")]
    public async Task A_device_with_a_wrong_certificate_keeps_buffering_until_the_file_is_corrected(CertificateFlaw flaw, string reason)
    {
        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var ours = new Certificates(pki.Path, "ours");
        using var theirs = new Certificates(pki.Path, "theirs");
        ours.Issue("broker", "localhost");
        await using var broker = await StartAsync(pki);
        var mine = (flaw == CertificateFlaw.WrongAuthority ? theirs : ours).Issue("dev1", "dev1", flaw);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(10);

        using (var refused = Start(outbox, broker.Port, ours.AuthorityFile, flaw == CertificateFlaw.Missing ? null : mine))
        {
            await refused.UntilAsync(s => s.ConnectAttempts >= 2);
            Assert.False(refused.Service.Snapshot.Connected);
            Assert.Contains(reason, refused.Service.Snapshot.LastError, StringComparison.Ordinal);
            Assert.Equal(10, outbox.Depth);
            await outbox.AppendAsync();
            if (flaw != CertificateFlaw.Missing)
            {
                ours.Issue("dev1", "dev1");
                await refused.Service.WhenDrainedAsync(Cancelled);
                return;
            }
        }

        using var running = Start(outbox, broker.Port, ours.AuthorityFile, mine);
        await running.Service.WhenDrainedAsync(Cancelled);
    }

    [Fact]
    public async Task A_device_below_an_intermediate_authority_sends_the_whole_chain_and_files_may_be_replaced_while_it_runs()
    {
        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var ours = new Certificates(pki.Path, "ours");
        ours.Issue("broker", "localhost");
        await using var broker = await StartAsync(pki);
        using var between = ours.Intermediate("between");
        var mine = between.Issue("dev1", "dev1");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(10);
        using var running = Start(outbox, broker.Port, ours.AuthorityFile, mine);
        await running.UntilAsync(s => s.ConnectAttempts >= 2);
        Assert.False(running.Service.Snapshot.Connected);

        // The broker knows only the root, so the certificate alone proves nothing to it.
        await File.AppendAllTextAsync(mine.Certificate, "\n" + await File.ReadAllTextAsync(between.AuthorityFile, Cancelled), Cancelled);
        await running.Service.WhenDrainedAsync(Cancelled);

        await broker.KillAsync();
        ours.Issue("dev1", "dev1");
        await broker.StartAgainAsync();
        await outbox.AppendAsync();
        await running.Service.WhenDrainedAsync(Cancelled);
    }

    private static Task<Mosquitto> StartAsync(TemporaryFolder pki) => Mosquitto.StartAsync(
        Listener, [.. Directory.GetFiles(pki.Path).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))]);

    private static RunningService Start(Outbox.Outbox outbox, int port, string authority, (string Certificate, string Key)? own) =>
        RunningService.Start(outbox, port, options =>
        {
            options.Host = "localhost";
            options.Tls = new TelemetryTlsOptions
            {
                Enabled = true,
                CaFile = authority,
                CertificateFile = own?.Certificate,
                KeyFile = own?.Key,
            };
        });
}
