using System.Text.Json.Serialization;

namespace SplitLearning.Models.Federated;

/// <summary>By which method clients train together; each has a file of its own in the folder Methods.</summary>
public enum FederatedMethodKind
{
    /// <summary>Nobody tells anybody anything.</summary>
    [JsonStringEnumMemberName("local")]
    Local = 0,

    /// <summary>One model: the mean of the clients'.</summary>
    [JsonStringEnumMemberName("fedavg")]
    FedAvg = 1,

    /// <summary>FedAvg that holds clients near the common model.</summary>
    [JsonStringEnumMemberName("fedprox")]
    FedProx = 2,

    /// <summary>FedAvg, and each client trains a copy of its own before it uses it.</summary>
    [JsonStringEnumMemberName("fedavg-plus")]
    FedAvgPlus = 3,

    /// <summary>Each client mixes the same few learners with weights of its own.</summary>
    [JsonStringEnumMemberName("fedem")]
    FedEm = 4,

    /// <summary>FedEM without an aggregator: clients average with their neighbours.</summary>
    [JsonStringEnumMemberName("d-fedem")]
    DFedEm = 5,

    /// <summary>Personal models, each tied to the common one by its distance.</summary>
    [JsonStringEnumMemberName("pfedme")]
    PFedMe = 6,

    /// <summary>Each client mixes the common model with a model of its own.</summary>
    [JsonStringEnumMemberName("apfl")]
    Apfl = 7,

    /// <summary>Local models that are pulled to their mean at random times.</summary>
    [JsonStringEnumMemberName("l2sgd")]
    L2Sgd = 8,

    /// <summary>Clients are parted where their updates disagree.</summary>
    [JsonStringEnumMemberName("clustered")]
    Clustered = 9,

    /// <summary>One model for the client that is worst off.</summary>
    [JsonStringEnumMemberName("afl")]
    Afl = 10,

    /// <summary>One model; clients with a large loss count for more.</summary>
    [JsonStringEnumMemberName("q-ffl")]
    QFfl = 11,
}

/// <summary>The names of methods on the command line and in files.</summary>
public static class FederatedMethodKinds
{
    /// <summary>E.g. <c>fedavg-plus</c>.</summary>
    public static string Word(this FederatedMethodKind kind) => kind switch
    {
        FederatedMethodKind.FedAvgPlus => "fedavg-plus",
        FederatedMethodKind.DFedEm => "d-fedem",
        FederatedMethodKind.QFfl => "q-ffl",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether clients mix several learners; the other methods have one.</summary>
    public static bool HasMixture(this FederatedMethodKind kind) =>
        kind is FederatedMethodKind.FedEm or FederatedMethodKind.DFedEm;
}
