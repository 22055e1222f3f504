using System.Net;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Hosting;

/// <summary>Where a node listens, and how others name it.</summary>
/// <param name="PublicHost">What other nodes connect to.</param>
internal sealed record ListenAddress(string Host, int Port, string PublicHost)
{
    /// <exception cref="ConfigurationErrorException">The network can reach it and there is no secret.</exception>
    /// <exception cref="NodeFailureException">The port is in use, or the host is not this machine.</exception>
    public static ListenAddress OfServer(Settings settings) => Checked(
        settings, SettingKeys.ServerHost, SettingKeys.ServerPort, SettingKeys.ServerPublicHost);

    /// <inheritdoc cref="OfServer"/>
    public static ListenAddress OfAgent(Settings settings) => Checked(
        settings, SettingKeys.AgentHost, SettingKeys.AgentPort, SettingKeys.AgentPublicHost);

    private static ListenAddress Checked(
        Settings settings, SettingKey<string> hostKey, SettingKey<long> portKey, SettingKey<string> publicKey)
    {
        var host = settings.Get(hostKey);
        var publicHost = settings.Get(publicKey);
        if (publicHost == ValueRules.Auto)
            publicHost = host;
        if (IPAddress.TryParse(publicHost, out var address) && IsAny(address))
            throw new ConfigurationErrorException(
                $"{publicKey.Path} is '{publicHost}', which names no machine; it must be {publicKey.Expected}.");
        if (!IsLoopback(host) && settings.Get(SettingKeys.Secret).Length == 0)
            throw new ConfigurationErrorException(
                $"{hostKey.Path} is '{host}', open to the network, but there is no secret; set SPLITLEARNING_SECRET "
                + "to the same text on every machine, or listen on 127.0.0.1.");

        PortProbe.Check(host, settings.Int(portKey), hostKey.Path, portKey.Path);
        return new(host, settings.Int(portKey), publicHost);
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsAny(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
