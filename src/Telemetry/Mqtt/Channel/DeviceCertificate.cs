using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>The device's own certificate with its key, and the authorities between it and the one that the broker knows.</summary>
internal sealed class DeviceCertificate : IDisposable
{
    private readonly string _path;
    private readonly X509Certificate2Collection _intermediates;

    private DeviceCertificate(X509Certificate2 leaf, X509Certificate2Collection intermediates, string path) =>
        (Leaf, _intermediates, _path) = (leaf, intermediates, path);

    /// <summary>The certificate of the key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>What a handshake sends: the certificate, then the authorities. Nothing is fetched from elsewhere.</summary>
    public SslStreamCertificateContext Context => SslStreamCertificateContext.Create(Leaf, _intermediates, offline: true);

    /// <summary>
    /// Reads the files. The device's certificate is the one to which the key belongs, so the order in the file does not matter.
    /// </summary>
    /// <returns>The certificate; null when none is configured.</returns>
    /// <exception cref="LinkException">A file cannot be used.</exception>
    public static DeviceCertificate? Read(TelemetryTlsOptions tls)
    {
        if (tls is not { CertificateFile: { } path, KeyFile: { } keyPath })
        {
            return null;
        }

        var all = PemFiles.Certificates(path);
        using var key = PemFiles.Key(keyPath, path);
        var point = key.ExportSubjectPublicKeyInfo();
        var leaf = all.FirstOrDefault(one => one.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(point))
            ?? throw new LinkException($"'{keyPath}' cannot be used: its key belongs to none of the certificates in '{path}'");
        all.Remove(leaf);
        using (leaf)
        {
            return new DeviceCertificate(key is RSA rsa ? leaf.CopyWithPrivateKey(rsa) : leaf.CopyWithPrivateKey((ECDsa)key), all, path);
        }
    }

    /// <summary>Returns what is wrong with the certificate, as far as the device can see; null for nothing.</summary>
    /// <param name="now">The device's wall time.</param>
    public string? Problem(DateTimeOffset now)
    {
        foreach (var one in _intermediates)
        {
            if (BrokerCertificate.DateProblem($"the authority's certificate ({one.Subject}) in '{_path}'", one, now) is { } late)
            {
                return late;
            }
        }

        return BrokerCertificate.OwnProblem(Leaf, _path, now);
    }

    /// <summary>Returns why the certificate proves too little to be used; null when it is strong enough.</summary>
    public string? Weakness()
    {
        foreach (var one in (X509Certificate2[])[Leaf, .. _intermediates])
        {
            if (CertificateStrength.Weakness(one, isTrusted: CertificateStrength.IsSelfSigned(one)) is { } weakness)
            {
                return $"the certificate ({one.Subject}) in '{_path}' {weakness}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Leaf.Dispose();
        foreach (var one in _intermediates)
        {
            one.Dispose();
        }
    }
}
