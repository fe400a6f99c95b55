using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StationAgent.Telemetry.Tests;

/// <summary>A private authority that signs certificates into PEM files of a folder.</summary>
internal sealed class Certificates : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;
    private byte _serial;

    public Certificates(string folder, string name)
        : this(folder, name, above: null, To)
    {
    }

    private Certificates(string folder, string name, Certificates? above, DateTimeOffset until)
    {
        _folder = folder;
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        if (above is null)
        {
            _authority = request.CreateSelfSigned(From, until);
        }
        else
        {
            using var signed = request.Create(above._authority, From, until, [++above._serial]);
            _authority = signed.CopyWithPrivateKey(_key);
        }

        AuthorityFile = Write($"{name}.pem", _authority.ExportCertificatePem());
    }

    public string AuthorityFile { get; }

    /// <summary>Creates an authority below this one.</summary>
    /// <param name="name">The common name, and the name of the file.</param>
    /// <param name="isExpired">True when its certificate is no longer valid.</param>
    public Certificates Intermediate(string name, bool isExpired = false) => new(_folder, name, this, isExpired ? From.AddYears(1) : To);

    /// <summary>Writes a certificate and its key.</summary>
    /// <param name="name">The common name, and the name of the files.</param>
    /// <param name="host">The host name that it is valid for.</param>
    /// <param name="flaw">What is wrong with the certificate.</param>
    public (string Certificate, string Key) Issue(string name, string host, CertificateFlaw flaw = CertificateFlaw.None)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(flaw == CertificateFlaw.WrongHost ? "elsewhere.example" : host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (flaw == CertificateFlaw.WrongUsage)
        {
            // Code signing, which is neither for servers nor for clients.
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], false));
        }

        var from = flaw == CertificateFlaw.NotYetValid ? new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero) : From;
        var to = flaw == CertificateFlaw.Expired ? From.AddYears(1) : To;
        using var certificate = flaw == CertificateFlaw.SelfSigned
            ? request.CreateSelfSigned(from, to)
            : request.Create(_authority.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), from, to, [++_serial]);
        return (Write($"{name}.pem", certificate.ExportCertificatePem()), WriteKey($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>Signs a certificate for a key, with the signature that the test wants.</summary>
    public X509Certificate2 Sign(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        return request.Create(_authority.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), From, To, [++_serial]);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private string WriteKey(string name, string content)
    {
        var path = Write(name, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }
}
