namespace Akka.Remote;

/// <summary>A failure detector for each resource, made at its first heartbeat.</summary>
public interface IFailureDetectorRegistry<T>
{
    /// <summary>True as well for a resource without a heartbeat yet.</summary>
    bool IsAvailable(T resource);

    bool IsMonitoring(T resource);

    void Heartbeat(T resource);

    void Remove(T resource);

    void Reset();
}
