using Akka.Configuration;
using Akka.Configuration.Hocon;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Configuration;

/// <summary>Reads a HOCON file; what it includes is looked for beside it.</summary>
internal static class HoconFile
{
    /// <exception cref="ConfigurationErrorException">A file is not there, not readable, or not HOCON.</exception>
    public static Config Load(string path)
    {
        var open = new Stack<string>();
        var text = ReadText(path, includedBy: null);
        return Parse(path, open, include => ConfigurationFactory.ParseString(text, include));
    }

    private static HoconRoot Include(string name, string includer, Stack<string> open)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(includer))!, name);
        if (open.Contains(Path.GetFullPath(path)))
            throw new ConfigurationErrorException($"{includer} includes '{name}', which includes it again.");

        var text = ReadText(path, includer);
        return Parse(path, open, include => Parser.Parse(text, include));
    }

    private static T Parse<T>(string path, Stack<string> open, Func<Func<string, HoconRoot>, T> parse)
    {
        open.Push(Path.GetFullPath(path));
        try
        {
            var parsed = parse(name => Include(name, path, open));
            open.Pop();
            return parsed;
        }
        catch (Exception e) when (e is not ConfigurationErrorException)
        {
            throw new ConfigurationErrorException($"{path} is not valid HOCON: {OneLine.Of(e)}");
        }
    }

    private static string ReadText(string path, string? includedBy)
    {
        var wanted = includedBy is null ? $"Configuration file '{path}'" : $"'{path}', included by {includedBy},";
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationErrorException($"{wanted} does not exist; name a file such as hocon/server.conf.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationErrorException($"{wanted} cannot be read: {OneLine.Of(e)}");
        }
    }
}
