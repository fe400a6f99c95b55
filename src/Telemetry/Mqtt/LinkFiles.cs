using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Reads the files that the options of a link name.</summary>
internal static class LinkFiles
{
    /// <summary>Reads the authorities that may have signed the broker's certificate; empty for the system's.</summary>
    /// <exception cref="LinkException">The file cannot be read.</exception>
    public static X509Certificate2Collection Authorities(TelemetryTlsOptions tls)
    {
        var authorities = new X509Certificate2Collection();
        if (tls.CaFile is not null)
        {
            Read(tls.CaFile, path =>
            {
                authorities.ImportFromPemFile(path);
                return authorities.Count > 0 ? path : throw new CryptographicException("it holds no certificate in PEM form.");
            });
        }

        return authorities;
    }

    /// <summary>Reads the device's certificate with its key; null for none.</summary>
    /// <exception cref="LinkException">A file cannot be read.</exception>
    public static X509Certificate2? Own(TelemetryTlsOptions tls) => tls is { CertificateFile: { } certificate, KeyFile: { } key }
        ? Read(certificate, path => X509Certificate2.CreateFromPemFile(path, key))
        : null;

    /// <summary>Reads a file.</summary>
    /// <exception cref="LinkException">It cannot be read.</exception>
    public static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new LinkException($"'{path}' cannot be used: {exception.Message}", exception);
        }
    }
}
