using Xunit.Abstractions;
using Xunit.Sdk;

namespace SplitLearning.Data.Tests.Stores;

/// <summary>A fact that holds for every store; skipped where the class says what is missing for its own.</summary>
[XunitTestCaseDiscoverer("SplitLearning.Data.Tests.Stores.StoreFactDiscoverer", "SplitLearning.Data.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>A class of tests that needs a MongoDB server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsMongoDbAttribute : Attribute
{
    /// <summary>Variable with the URL of a server on which databases may be made and dropped.</summary>
    public const string Variable = "SPLITLEARNING_MONGODB";

    /// <summary>Whether this stack has MongoDB's driver.</summary>
    public static bool HasDriver { get; } =
        typeof(Data.Stores.IShardStore).Assembly.GetType("SplitLearning.Data.Stores.MongoShardStore") is not null;

    /// <summary>Null where there is a server.</summary>
    public static string? Missing { get; } =
        !HasDriver ? "MongoDB's driver is in the build with Stack=NuGet only"
        : string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) ? $"{Variable} names no MongoDB server"
        : null;
}

/// <summary>Finds the facts of <see cref="StoreFactAttribute"/>.</summary>
public sealed class StoreFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var needsServer = testMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsMongoDbAttribute)).Any();
        return needsServer && NeedsMongoDbAttribute.Missing is { } reason
            ? new SkippedTestCase(reason, DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(),
                discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
    }
}

/// <summary>A test that says why it does not run.</summary>
public sealed class SkippedTestCase : XunitTestCase
{
    private string _reason = "";

    /// <summary>For xunit, which fills it in by <see cref="Deserialize"/>.</summary>
    [Obsolete("Called by xunit only")]
    public SkippedTestCase()
    {
    }

    /// <param name="reason">What is missing.</param>
    public SkippedTestCase(string reason, IMessageSink messages, TestMethodDisplay display,
        TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(messages, display, options, testMethod) => (_reason, SkipReason) = (reason, reason);

    /// <inheritdoc/>
    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(_reason), _reason);
    }

    /// <inheritdoc/>
    public override void Deserialize(IXunitSerializationInfo data)
    {
        _reason = data.GetValue<string>(nameof(_reason)); // the base asks for it at once
        base.Deserialize(data);
    }

    /// <inheritdoc/>
    protected override string GetSkipReason(IAttributeInfo factAttribute) => _reason;
}
