using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.MacOS;

/// <summary>
/// Generic passwords of one service in the login keychain (Security framework, Keychain Services). Each call returns an
/// <c>OSStatus</c>.
/// </summary>
internal interface IKeychainApi
{
    /// <summary>Gets whether the login keychain is unlocked, without a prompt.</summary>
    int GetState(out bool isUnlocked);

    int Find(string service, string account, bool mayPrompt, out SecretBytes? secret);

    int Add(string service, string account, string label, SecretBytes secret, bool mayPrompt);

    int Update(string service, string account, string label, SecretBytes secret, bool mayPrompt);

    int Delete(string service, string account, bool mayPrompt);

    /// <summary>Lists the accounts of the service. It reads no secret, so macOS does not ask.</summary>
    int List(string service, out IReadOnlyList<string> accounts);

    /// <summary>Shows the keychain's password prompt if it is locked.</summary>
    int Unlock();
}
