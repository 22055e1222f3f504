using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>docs/guides/tls.md: a certificate for each machine, one authority for all.</summary>
public sealed class TlsTests : Workplace
{
    [Fact]
    public async Task Agent_WithACertificateOfTheAuthority_TrainsAndOneOfAnotherIsRefused()
    {
        using var authority = NewAuthority("Hospital");
        using var other = NewAuthority("Somebody");
        File.WriteAllText(Path.Combine(Folder, "ca.pem"), authority.ExportCertificatePem());
        var (server, address) = await StartServerAsync(
            "--agents", "1", "--epochs", "1", "--config", Machine("server", authority));

        var stranger = await StartAgent("stranger", address, "--config", Machine("stranger", other)).EndAsync();
        var north = await StartAgent("north", address, "--config", Machine("north", authority)).EndAsync();

        stranger.With(8);
        Assert.Contains("certificate CN=stranger is refused: no trusted CA has signed it", stranger.Error);
        north.With(0);
        (await server.EndAsync()).With(0);
    }

    /// <returns>The configuration file of a machine with its certificate and key beside it.</returns>
    private string Machine(string name, X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(
            authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        var file = Path.Combine(Folder, name);
        File.WriteAllText($"{file}.crt", issued.ExportCertificatePem());
        File.WriteAllText($"{file}.key", key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText($"{file}.conf", $$"""
            akka.remote.dot-netty.tcp {
              enable-ssl = on
              ssl {
                ca-path = "{{Folder}}/ca.pem"
                validate-certificate-hostname = on
                certificate { path = "{{file}}.crt", key-path = "{{file}}.key" }
              }
            }
            """);
        return $"{file}.conf";
    }

    private static X509Certificate2 NewAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
