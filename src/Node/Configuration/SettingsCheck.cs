namespace SplitLearning.Node.Configuration;

/// <summary>Finds what is wrong with a configuration, one line for each mistake.</summary>
internal static class SettingsCheck
{
    private static readonly string[] Sections = [SettingKeys.Root, "akka", "torch-dispatcher", "petabridge"];

    // Two places for one setting would contradict each other sooner or later.
    private static readonly Dictionary<string, string> OwnedByTheProduct = new()
    {
        ["akka.remote.dot-netty.tcp.hostname"] = "split-learning.server.host or split-learning.agent.host",
        ["akka.remote.dot-netty.tcp.public-hostname"] =
            "split-learning.server.public-host or split-learning.agent.public-host",
        ["akka.remote.dot-netty.tcp.port"] = "split-learning.server.port or split-learning.agent.port",
        ["akka.remote.require-cookie"] = "split-learning.secret",
        ["akka.remote.secure-cookie"] = "split-learning.secret",
        ["akka.cluster.roles"] = "the command (server or agent)",
        ["akka.cluster.seed-nodes"] = "split-learning.agent.server",
    };

    public static IEnumerable<string> Of(string file, IEnumerable<(string Path, string? Text)> leaves) =>
        leaves.Select(leaf => Of(leaf.Path, leaf.Text)).OfType<string>().Select(error => $"{file}: {error}");

    private static string? Of(string path, string? text)
    {
        if (OwnedByTheProduct.TryGetValue(path, out var owner))
            return $"{path} is decided by {owner}; leave it out here.";
        if (!path.StartsWith(SettingKeys.Root + ".", StringComparison.Ordinal))
            return OutsideTheProduct(path);
        if (SettingKeys.All.FirstOrDefault(key => key.Path == path) is not { } key)
            return UnknownKey(path, text);
        return text is not null && key.Accepts(text)
            ? null
            : ConfigurationErrorException.OutOfRangeMessage(key, path, text ?? "not a single value");
    }

    private static string? OutsideTheProduct(string path)
    {
        var section = path.Split('.')[0];
        if (path != SettingKeys.Root && Sections.Contains(section))
            return null;

        return path == SettingKeys.Root
            ? $"{path} is a single value; it must be a section: {path} {{ ... }}."
            : $"Unknown section {section}; {Suggestion(section, Sections)}";
    }

    private static string UnknownKey(string path, string? text) =>
        $"Unknown key {path}{(text is null ? "" : $" = '{text}'")}; "
        + $"{Suggestion(path, SettingKeys.All.Select(key => key.Path))}";

    private static string Suggestion(string unknown, IEnumerable<string> valid) =>
        ClosestKey.Of(unknown, valid) is { } closest
            ? $"did you mean {closest}?"
            : "'splitlearning check-config' lists the valid keys.";
}
