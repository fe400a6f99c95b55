using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// Reads certificates and keys in PEM form (RFC 7468) as tools write them: several in a file, with comments between them, with line ends of Windows and a
/// byte order mark.
/// </summary>
internal static class PemFiles
{
    private const string CertificateLabel = "-----BEGIN CERTIFICATE-----";

    /// <summary>Reads the authorities that may have signed the broker's certificate; empty for the system's.</summary>
    /// <exception cref="LinkException">The file cannot be used.</exception>
    public static X509Certificate2Collection Authorities(TelemetryTlsOptions tls) => tls.CaFile is null ? [] : Certificates(tls.CaFile);

    /// <summary>Reads all certificates of a file, at least one.</summary>
    /// <exception cref="LinkException">The file cannot be used.</exception>
    public static X509Certificate2Collection Certificates(string path)
    {
        var pem = Text(path, "certificate", "openssl x509 -inform der -in FILE -out FILE.pem");
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw NoCertificate(path, exception);
        }

        return certificates.Count > 0 && certificates.Count == pem.Split(CertificateLabel).Length - 1 ? certificates : throw NoCertificate(path, inner: null);
    }

    /// <summary>Reads the key of a certificate.</summary>
    /// <param name="path">The file; it may contain certificates too.</param>
    /// <param name="certificate">The file of the certificate, for messages.</param>
    /// <exception cref="LinkException">The file cannot be used.</exception>
    public static AsymmetricAlgorithm Key(string path, string certificate)
    {
        var pem = Text(path, "key", "openssl pkey -inform der -in FILE -out FILE.pem");
        if (pem.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal) || pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw new LinkException($"'{path}' cannot be used: its key has a password, which no one can type at a device: remove it (openssl pkey -in FILE -out NEWFILE)");
        }

        // RSA in PKCS#1 or PKCS#8, then elliptic curves in SEC1 or PKCS#8.
        Exception failure;
        AsymmetricAlgorithm key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            key = ECDsa.Create();
        }

        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            failure = exception;
        }

        throw new LinkException($"'{path}' cannot be used: it does not contain the key of '{certificate}' in PEM form, without a password", failure);
    }

    private static string Text(string path, string what, string remedy)
    {
        var bytes = LinkFiles.ReadBytes(path);

        // DER begins with a sequence whose length has one to four bytes. X.690, section 8.1.
        if (bytes is [0x30, 0x81 or 0x82 or 0x83 or 0x84, ..])
        {
            throw new LinkException($"'{path}' cannot be used: it is in binary form (DER or PKCS #12), and a {what} in PEM form is needed ({remedy})");
        }

        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static LinkException NoCertificate(string path, Exception? inner) => new($"'{path}' cannot be used: it does not contain a certificate in PEM form", inner);
}
