using System.Collections.Concurrent;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Core.Access.Application;

/// <summary>
/// Notes that tokens are used: in the audit, and on the token as its last use. Once a minute per token and process, and
/// never within the request that uses it.
/// </summary>
public sealed class NoteTokenUse(IAuditLog audit, ITokenStore tokens, TimeProvider clock)
{
    /// <summary>The action that is recorded.</summary>
    public const string Action = "tokens.use";

    private const string ObjectType = "token";
    private const int Remembered = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(OrganizationId Organization, string Token), DateTimeOffset> _noted = new();
    private readonly ConcurrentDictionary<(OrganizationId Organization, string Token), DateTimeOffset> _pending = new();

    /// <summary>A token has just been accepted. Touches no storage.</summary>
    public void Used(Caller caller, string requestId)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Credential.Kind != CredentialKind.Token)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var token = (caller.Organization, caller.Credential.Id);
        if (_noted.TryGetValue(token, out var last) ? now - last < Interval || !_noted.TryUpdate(token, now, last) : !_noted.TryAdd(token, now))
        {
            return;
        }

        if (_noted.Count > Remembered)
        {
            _noted.Clear();
        }

        _pending[token] = now;
        audit.WriteSoon(new AuditEntry(
            caller.Organization, now, caller.User, caller.Credential.Id, Action, ObjectType, caller.Credential.Id, AuditOutcome.Succeeded, ErrorCode: null, requestId));
    }

    /// <summary>Writes the last uses that were noted since the last time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var (token, at) in _pending)
        {
            await tokens.NoteUseAsync(token.Organization, token.Token, at, cancellationToken);
            _pending.TryRemove(new(token, at));
        }
    }
}
