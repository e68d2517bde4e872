namespace RoleAssist.Sandbox;

/// <summary>The sandbox cannot do what was asked; the message says why and what to do.</summary>
public sealed class SandboxException(string message, Exception? innerException = null) : Exception(message, innerException);
