using System.Runtime.InteropServices;
using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.MacOS;

/// <summary>Calls the Security framework (SecItem.h, SecKeychain.h).</summary>
internal sealed partial class KeychainApi : IKeychainApi
{
    private const string Security = "/System/Library/Frameworks/Security.framework/Security";

    /// <summary>kSecUnlockStateStatus.</summary>
    private const uint Unlocked = 1;

    private const int Done = 0;
    private const int InteractionNotAllowed = -25308;
    private const int AllocationFailed = -108;

    /// <summary>errSecDecode: the answer is not of the type that was asked for.</summary>
    private const int NotDecoded = -26275;

    /// <summary>A call without a prompt takes milliseconds.</summary>
    private static readonly TimeSpan QuickCall = TimeSpan.FromSeconds(5);

    /// <summary>Whether prompts are allowed is a switch of the whole process, so calls take turns.</summary>
    private static readonly SemaphoreSlim Turn = new(1);

    private static volatile bool _isPrompting;

    public int GetState(out bool isUnlocked)
    {
        isUnlocked = false;
        var error = CopyDefault(out var keychain);
        using (new CoreFoundation.Owned(keychain))
        {
            if (error == Done)
            {
                error = GetStatus(keychain, out var status);
                isUnlocked = (status & Unlocked) != 0;
            }

            return error;
        }
    }

    public int Find(string service, string account, bool mayPrompt, out SecretBytes? secret)
    {
        secret = null;
        using var query = Query(service, account, mayPrompt);
        query.Set(Symbol("kSecReturnData"), CoreFoundation.True);
        query.Set(Symbol("kSecMatchLimit"), Symbol("kSecMatchLimitOne"));
        nint found = 0;
        var error = InTurn(mayPrompt, () => CopyMatching(query.Handle, out found));
        using (new CoreFoundation.Owned(found))
        {
            if (error == Done)
            {
                secret = CoreFoundation.ReadData(found);
            }

            return error == Done && secret is null ? NotDecoded : error;
        }
    }

    public int Add(string service, string account, string label, SecretBytes secret, bool mayPrompt)
    {
        using var item = Query(service, account, mayPrompt);
        return SetContent(item, label, secret) ? InTurn(mayPrompt, () => Add(item.Handle, 0)) : AllocationFailed;
    }

    public int Update(string service, string account, string label, SecretBytes secret, bool mayPrompt)
    {
        using var query = Query(service, account, mayPrompt);
        using var change = new CoreFoundation.Map();
        return SetContent(change, label, secret)
            ? InTurn(mayPrompt, () => Update(query.Handle, change.Handle))
            : AllocationFailed;
    }

    public int Delete(string service, string account, bool mayPrompt)
    {
        using var query = Query(service, account, mayPrompt);
        return InTurn(mayPrompt, () => Delete(query.Handle));
    }

    public int List(string service, out IReadOnlyList<string> accounts)
    {
        accounts = [];
        using var query = Query(service, null, mayPrompt: false);
        query.Set(Symbol("kSecReturnAttributes"), CoreFoundation.True);
        query.Set(Symbol("kSecMatchLimit"), Symbol("kSecMatchLimitAll"));
        nint found = 0;
        var error = InTurn(mayPrompt: false, () => CopyMatching(query.Handle, out found));
        using (new CoreFoundation.Owned(found))
        {
            if (error == Done)
            {
                accounts = CoreFoundation.ReadTexts(found, Symbol("kSecAttrAccount"));
            }

            return error;
        }
    }

    /// <summary>No password is passed on, so macOS asks for it.</summary>
    public int Unlock() => InTurn(mayPrompt: true, () => Unlock(0, 0, 0, usePassword: 0));

    /// <summary>
    /// Runs a call with or without prompts. A call that must not prompt does not wait for one that does: it fails as if
    /// the keychain were locked.
    /// </summary>
    private static int InTurn(bool mayPrompt, Func<int> call)
    {
        if (mayPrompt)
        {
            Turn.Wait();
        }
        else if (_isPrompting || !Turn.Wait(QuickCall))
        {
            return InteractionNotAllowed;
        }

        try
        {
            _isPrompting = mayPrompt;
            var error = SetInteractionAllowed((byte)(mayPrompt ? 1 : 0));
            return error == Done ? call() : error;
        }
        finally
        {
            _isPrompting = false;
            Turn.Release();
        }
    }

    private static CoreFoundation.Map Query(string service, string? account, bool mayPrompt)
    {
        var query = new CoreFoundation.Map();
        query.Set(Symbol("kSecClass"), Symbol("kSecClassGenericPassword"));
        query.SetText(Symbol("kSecAttrService"), service);
        if (account is not null)
        {
            query.SetText(Symbol("kSecAttrAccount"), account);
        }

        if (!mayPrompt)
        {
            query.Set(Symbol("kSecUseAuthenticationUI"), Symbol("kSecUseAuthenticationUIFail"));
        }

        return query;
    }

    private static bool SetContent(CoreFoundation.Map item, string label, SecretBytes secret)
    {
        item.SetText(Symbol("kSecAttrLabel"), label);
        return item.SetData(Symbol("kSecValueData"), secret);
    }

    private static nint Symbol(string name) => CoreFoundation.ReadSymbol(Security, name);

    [LibraryImport(Security, EntryPoint = "SecItemCopyMatching")]
    private static partial int CopyMatching(nint query, out nint found);

    [LibraryImport(Security, EntryPoint = "SecItemAdd")]
    private static partial int Add(nint item, nint none);

    [LibraryImport(Security, EntryPoint = "SecItemUpdate")]
    private static partial int Update(nint query, nint change);

    [LibraryImport(Security, EntryPoint = "SecItemDelete")]
    private static partial int Delete(nint query);

    [LibraryImport(Security, EntryPoint = "SecKeychainCopyDefault")]
    private static partial int CopyDefault(out nint keychain);

    [LibraryImport(Security, EntryPoint = "SecKeychainGetStatus")]
    private static partial int GetStatus(nint keychain, out uint status);

    [LibraryImport(Security, EntryPoint = "SecKeychainSetUserInteractionAllowed")]
    private static partial int SetInteractionAllowed(byte isAllowed);

    [LibraryImport(Security, EntryPoint = "SecKeychainUnlock")]
    private static partial int Unlock(nint keychain, uint length, nint password, byte usePassword);
}
