namespace RoleAssist.Sandbox.Errors;

/// <summary>An error of the sandbox; the message explains the reason and what to do.</summary>
public sealed class SandboxException(string message, Exception? innerException = null)
    : Exception(message, innerException);
