namespace SplitLearning.Node.Configuration;

/// <summary>A key of the product's configuration.</summary>
/// <param name="Path">Full path, e.g. <c>split-learning.plan.epochs</c>.</param>
/// <param name="Expected">Completes the sentence "it must be ...".</param>
internal abstract record SettingKey(string Path, string Expected)
{
    /// <summary>Whether the text is a value of this key.</summary>
    public abstract bool Accepts(string text);
}

/// <param name="Read">The value of a text; an empty list when the text is not one.</param>
/// <inheritdoc cref="SettingKey"/>
internal sealed record SettingKey<T>(string Path, string Expected, Func<string, IReadOnlyList<T>> Read)
    : SettingKey(Path, Expected)
{
    public override bool Accepts(string text) => Read(text.Trim()).Count == 1;

    /// <exception cref="ConfigurationErrorException">The text is not a value of this key.</exception>
    public T Parse(string text) => Read(text.Trim()) is [var value]
        ? value
        : throw ConfigurationErrorException.OutOfRange(this, Path, text);
}
