namespace RoleAssist.Aws.Iam;

/// <summary>An answer that is not the expected one. It never leaves this folder.</summary>
/// <param name="code">IAM's code; null if the answer is not from IAM.</param>
/// <param name="text">IAM's message.</param>
/// <param name="status">The HTTP status.</param>
internal sealed class IamRefusedException(string? code, string text, int status) : Exception(text)
{
    public string? Code => code;

    public int Status => status;
}
