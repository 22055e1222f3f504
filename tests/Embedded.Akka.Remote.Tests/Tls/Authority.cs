using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Embedded.Akka.Remote.Tests.Tls;

/// <summary>A certificate authority for one test, and the folder with what it issues.</summary>
internal sealed class Authority : IDisposable
{
    public const string Password = "only for this test";

    // One for all: no certificate may outlive the one that signed it.
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tls-");
    private readonly X509Certificate2 root;

    /// <param name="above">Who has signed this authority's certificate; null: it stands by itself.</param>
    public Authority(string name = "Hospital CA", Authority? above = null)
    {
        var request = Request(name, out var key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var (from, to) = (Now.AddYears(-2), Now.AddYears(2));
        using var signed = above?.Sign(request, from, to);
        root = signed?.CopyWithPrivateKey(key) ?? request.CreateSelfSigned(from, to);
        File.WriteAllText(RootFile, root.ExportCertificatePem());
    }

    public string RootFile => In("ca.pem");

    /// <summary>A PKCS#12 file with a certificate for loopback, its key, and this authority's certificate.</summary>
    public string IssuePkcs12(string name, string host = "127.0.0.1", TimeSpan? expiredFor = null)
    {
        var path = In($"{name}.p12");
        using var issued = Issue(name, host, expiredFor ?? TimeSpan.FromDays(-300));
        X509Certificate2Collection chain = [issued, X509CertificateLoader.LoadCertificate(root.RawData)];
        File.WriteAllBytes(path, chain.Export(X509ContentType.Pkcs12, Password)!);
        return path;
    }

    /// <summary>PEM files: the certificate, and its key, encrypted with <see cref="Password"/>.</summary>
    public (string Certificate, string Key) IssuePem(string name)
    {
        var (path, key) = (In($"{name}.crt"), In($"{name}.key"));
        using var issued = Issue(name, "127.0.0.1", TimeSpan.FromDays(-300));
        File.WriteAllText(path, issued.ExportCertificatePem());
        File.WriteAllText(key, issued.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
            Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        return (path, key);
    }

    public string In(string file) => Path.Combine(folder.FullName, file);

    /// <summary>The keys of a node that has a PKCS#12 file of this authority.</summary>
    public string Hocon(string pkcs12, string more = "") => $$"""
        {{Node.Patient}}
        akka.remote.dot-netty.tcp {
          enable-ssl = on
          ssl { ca-path = "{{RootFile}}", certificate { path = "{{pkcs12}}", password = "{{Password}}" } }
        }
        {{more}}
        """;

    public void Dispose()
    {
        root.Dispose();
        folder.Delete(recursive: true);
    }

    private X509Certificate2 Issue(string name, string host, TimeSpan expiredFor)
    {
        var request = Request(name, out var key);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var end = Now - expiredFor;
        using var issued = Sign(request, end.AddYears(-1), end);
        return issued.CopyWithPrivateKey(key);
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset to) =>
        request.Create(root, from, to, RandomNumberGenerator.GetBytes(8));

    private static CertificateRequest Request(string name, out ECDsa key) =>
        new($"CN={name}", key = ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
}
