using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StationAgent.Failures;

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
            var pem = Read(tls.CaFile);
            try
            {
                authorities.ImportFromPem(pem);
            }
            catch (CryptographicException exception)
            {
                throw NoCertificate(tls.CaFile, exception);
            }

            if (authorities.Count == 0)
            {
                throw NoCertificate(tls.CaFile, inner: null);
            }
        }

        return authorities;
    }

    /// <summary>Reads the device's certificate with its key; null for none.</summary>
    /// <exception cref="LinkException">A file cannot be read.</exception>
    public static X509Certificate2? Own(TelemetryTlsOptions tls)
    {
        if (tls is not { CertificateFile: { } certificate, KeyFile: { } key })
        {
            return null;
        }

        var (certificatePem, keyPem) = (Read(certificate), Read(key));
        try
        {
            using var alone = X509Certificate2.CreateFromPem(certificatePem);
        }
        catch (CryptographicException exception)
        {
            throw NoCertificate(certificate, exception);
        }

        try
        {
            return X509Certificate2.CreateFromPem(certificatePem, keyPem);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new LinkException($"'{key}' cannot be used: it does not contain the key of '{certificate}' in PEM form, without a password", exception);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="LinkException">It cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LinkException($"'{path}' cannot be used: {FileProblem.OfFile(path, exception)}", exception);
        }
    }

    private static LinkException NoCertificate(string path, Exception? inner) => new($"'{path}' cannot be used: it does not contain a certificate in PEM form", inner);
}
