using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Embedded.Akka.Remote.Tests.Tls;

/// <summary>A certificate authority for one test, and the folder with what it issues.</summary>
internal sealed class Authority : IDisposable
{
    public const string Password = "only for this test";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tls-");
    private readonly X509Certificate2 root;

    public Authority(string name = "Hospital CA")
    {
        var request = Request(name);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-3), DateTimeOffset.UtcNow.AddYears(3));
        File.WriteAllText(RootFile, root.ExportCertificatePem());
    }

    public string RootFile => In("ca.pem");

    /// <summary>A PKCS#12 file with a certificate for loopback and its key.</summary>
    public string IssuePkcs12(string name, string host = "127.0.0.1", TimeSpan? expiredFor = null)
    {
        var path = In($"{name}.p12");
        using var issued = Issue(name, host, expiredFor ?? TimeSpan.FromDays(-300));
        File.WriteAllBytes(path, issued.Export(X509ContentType.Pkcs12, Password));
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
        var end = DateTimeOffset.UtcNow - expiredFor;
        using var issued = request.Create(root, end.AddYears(-1), end, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string name) => Request(name, out _);

    private static CertificateRequest Request(string name, out ECDsa key) =>
        new($"CN={name}", key = ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
}
