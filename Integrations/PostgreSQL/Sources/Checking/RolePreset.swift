// SPDX-License-Identifier: Apache-2.0

/// Roles with the rights that a task needs and no more, as SQL to run in each database that it is about, by a superuser
/// or by the owner of what is in it. Running it again changes nothing.
package struct RolePreset: Sendable, Hashable {
    /// Its name, as `backup`.
    package let name: String
    /// Whom it is for, in one sentence.
    package let summary: String
    /// The statements.
    package let sql: String

    /// The presets that Steward knows.
    package static let all = [backup(), timelineWriter(), application()]

    /// Reads everything, for dumps: a group, and a role that signs in as its member.
    package static func backup(group: String = "backup", login: String = "backup_user") -> Self {
        Self(
            name: "backup", summary: "Reads every table and sequence, and writes nothing.",
            sql: """
                \(making([(group, "nologin"), (login, "login")]))
                grant \(quoted(group)) to \(quoted(login));
                do $steward$
                declare
                    place text;
                    maker text;
                    later text;
                begin
                    execute format('grant connect on database %I to \(inFormat(group))', current_database());
                    for place in select nspname from pg_namespace
                        where nspname <> 'information_schema' and nspname !~ '^pg_'
                    loop
                        execute format('grant usage on schema %I to \(inFormat(group))', place);
                        execute format('grant select on all tables in schema %I to \(inFormat(group))', place);
                        execute format('grant select on all sequences in schema %I to \(inFormat(group))', place);
                        execute format('grant execute on all functions in schema %I to \(inFormat(group))', place);
                        for maker in
                            select pg_get_userbyid(nspowner) from pg_namespace where nspname = place
                            union
                            select pg_get_userbyid(relowner) from pg_class
                            where relnamespace = (select oid from pg_namespace where nspname = place)
                        loop
                            continue when not pg_has_role(maker, 'member');
                            later := format('alter default privileges for role %I in schema %I ', maker, place);
                            execute later || 'grant select on tables to \(escaped(group))';
                            execute later || 'grant select on sequences to \(escaped(group))';
                            execute later || 'grant execute on functions to \(escaped(group))';
                        end loop;
                    end loop;
                end
                $steward$;

                """)
    }

    /// Loads location data: what the importer of timelines needs, in the schema `timeline`.
    package static func timelineWriter(role: String = "timeline_writer") -> Self {
        Self(
            name: "timeline-writer", summary: "Loads and replaces location data in the schema timeline.",
            sql: """
                \(making([(role, "login")]))
                do $steward$
                begin
                    execute format('grant connect on database %I to \(inFormat(role))', current_database());
                    grant usage on schema timeline to \(quoted(role));
                    grant select, insert, update, delete on timeline.locations to \(quoted(role));
                    grant select, insert, update on timeline.control to \(quoted(role));
                    grant usage, select on all sequences in schema timeline to \(quoted(role));
                    if current_setting('server_version_num')::int >= 170000 then
                        execute 'grant maintain on timeline.locations to \(inFormat(role))';
                    end if;
                end
                $steward$;

                """)
    }

    /// Works with everything in a database, as a bookkeeping program with its own.
    package static func application(role: String = "gnucash") -> Self {
        Self(
            name: "application", summary: "Reads, writes and makes tables in the schema public.",
            sql: """
                \(making([(role, "login")]))
                do $steward$
                begin
                    execute format(
                        'grant connect, create, temporary on database %I to \(inFormat(role))', current_database());
                    grant usage, create on schema public to \(quoted(role));
                    grant all on all tables in schema public to \(quoted(role));
                    grant all on all sequences in schema public to \(quoted(role));
                    grant execute on all functions in schema public to \(quoted(role));
                end
                $steward$;

                """)
    }

    /// Makes roles that are missing, without passwords.
    private static func making(_ roles: [(name: String, right: String)]) -> String {
        let lines = roles.map { role in
            """
                if not exists (select from pg_roles where rolname = \(literal(role.name))) then
                    create role \(quoted(role.name)) \(role.right);
                end if;
            """
        }
        return "do $steward$\nbegin\n" + lines.joined(separator: "\n") + "\nend\n$steward$;"
    }

    /// As an identifier.
    static func quoted(_ name: String) -> String { "\"" + doubled(name, "\"") + "\"" }

    private static func literal(_ text: String) -> String { "'" + doubled(text, "'") + "'" }

    /// As an identifier within a text.
    private static func escaped(_ name: String) -> String { doubled(quoted(name), "'") }

    /// As an identifier within a text for `format`.
    private static func inFormat(_ name: String) -> String { doubled(escaped(name), "%") }

    private static func doubled(_ text: String, _ mark: Character) -> String {
        text.reduce(into: "") { $0 += $1 == mark ? "\(mark)\(mark)" : String($1) }
    }
}
