using Components.Fragments;
using Microsoft.EntityFrameworkCore;

namespace Components.Tests.Fixture;

/// <summary>Asks the database twice.</summary>
[Fragment("test/two-queries")]
public sealed class TwoQueriesFragment(NotesDb db) : Fragment
{
    protected override async Task OnGetAsync()
    {
        await db.Notes.CountAsync(Aborted);
        await db.Notes.ToListAsync(Aborted);
    }
}
