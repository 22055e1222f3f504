namespace Akka.Remote.Transport;

/// <summary>One TCP connection of an association in one direction; a big message delays only its own lane.</summary>
internal enum Lane : byte
{
    /// <summary>System messages, and all to a recipient below /system/: heartbeats, gossip.</summary>
    Control,
    Ordinary,

    /// <summary>Recipients named by akka.remote.large-message-destinations.</summary>
    Bulk,
}
