using Akka.Configuration;

namespace SplitLearning.Node.Configuration;

/// <summary>What a process runs with: the product's settings, and the file's own words for Akka.</summary>
/// <param name="Settings">Command line over file over <c>reference.conf</c>.</param>
/// <param name="File">The file as it was read; empty when none was named.</param>
internal sealed record NodeConfiguration(Settings Settings, Config File)
{
    /// <summary>The defaults of all keys.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } =
        HoconLeaves.Of(ConfigurationFactory.ParseString(Resources.Text("reference.conf")))
            .Prepend((Path: SettingKeys.Secret.Path, Text: "")) // stands for itself when its variable is not set
            .GroupBy(leaf => leaf.Path, leaf => leaf.Text ?? "")
            .ToDictionary(leaf => leaf.Key, leaf => leaf.Last());

    /// <param name="file">Configuration file; null for none.</param>
    /// <exception cref="ConfigurationErrorException">Something is unknown, malformed or out of range.</exception>
    public static NodeConfiguration Load(string? file, IReadOnlyList<Override> overrides)
    {
        var config = file is null ? ConfigurationFactory.Empty : HoconFile.Load(file);
        var leaves = HoconLeaves.Of(config).ToList();
        var errors = SettingsCheck.Of(file ?? "", leaves).Concat(Check(overrides)).ToList();
        if (errors.Count > 0)
            throw new ConfigurationErrorException(errors);

        var values = new Dictionary<string, string>(Defaults);
        foreach (var (path, text) in leaves.Where(leaf => values.ContainsKey(leaf.Path)))
            values[path] = text!;
        foreach (var given in overrides)
            values[given.Key.Path] = given.Text;
        return new(new(values), config);
    }

    private static IEnumerable<string> Check(IEnumerable<Override> overrides) => overrides
        .Where(given => !given.Key.Accepts(given.Text))
        .Select(given => ConfigurationErrorException.OutOfRangeMessage(given.Key, given.Option, given.Text));
}
