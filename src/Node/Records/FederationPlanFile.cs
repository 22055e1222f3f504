using System.Text.Json;
using SplitLearning.Models.Federated;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Records;

/// <summary>What <c>plan.json</c> of a federated run says.</summary>
internal static class FederationPlanFile
{
    /// <exception cref="NodeFailureException">It cannot be read, or is damaged.</exception>
    public static FederationPlan Read(RunFolder folder)
    {
        try
        {
            return RunJson.Parse<FederationPlan>(Storage.ReadText(folder.Plan));
        }
        catch (JsonException e)
        {
            throw Storage.Failure($"{folder.Plan} is damaged: {OneLine.Of(e)}", e);
        }
    }
}
