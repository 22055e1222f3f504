using System.Security.Cryptography;

namespace SplitLearning.Models.State;

/// <summary>A safetensors file with weights to start from, e.g. torchvision's; read when they are needed.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Sha256">Hash of its content, lower-case hex: what a plan names it by.</param>
public sealed record WeightsFile(string Path, string Sha256)
{
    /// <summary>Finds the file's hash.</summary>
    /// <exception cref="StateException">It cannot be read.</exception>
    public static WeightsFile Open(string path) => Guarded(path, () =>
    {
        using var file = File.OpenRead(path);
        return new WeightsFile(System.IO.Path.GetFullPath(path), Convert.ToHexStringLower(SHA256.HashData(file)));
    });

    /// <summary>What is wrong with the hash that a plan names; empty when nothing is.</summary>
    /// <param name="sha256">Empty when the run starts from its seed.</param>
    internal static IReadOnlyList<string> Validate(string sha256) =>
        sha256.Length == 0 || (sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower))
            ? []
            : [$"WeightsSha256 is '{sha256}'; it must be 64 lower-case hex digits, or empty"];

    /// <summary>Why a run that names this hash cannot start from what a party has; null when it can.</summary>
    /// <param name="sha256">The plan's; empty when the run starts from its seed.</param>
    /// <param name="held">The party's file; null when it has none.</param>
    public static string? ReasonAgainst(string sha256, WeightsFile? held) => (sha256, held) switch
    {
        ("", null) => null,
        ("", { Path: var path }) => $"the run starts from its seed, here are weights from {path}; leave them out",
        (_, null) => $"the run starts from weights of SHA-256 {sha256}, here are none; name the file with --weights",
        (_, { Sha256: var own, Path: var path }) => own == sha256 ? null :
            $"the run starts from weights of SHA-256 {sha256}, those in {path} have {own}; take the same file",
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="StateException">It cannot be read, has changed, or is not a safetensors file.</exception>
    public SafeTensorsContent Read()
    {
        var content = Guarded(Path, () => File.ReadAllBytes(Path));
        if (ModelState.HashOf(content) is var found && found != Sha256)
            throw new StateException($"{Path}: expected SHA-256 {Sha256}, found {found}: it was changed meanwhile");
        try
        {
            return SafeTensors.Read(content);
        }
        catch (StateException cause)
        {
            throw new StateException($"{Path}: {cause.Message}", cause);
        }
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"Cannot read the weights in {path}: {cause.Message}", cause);
        }
    }
}
