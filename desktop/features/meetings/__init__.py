"""Meetings: before, in the room, and afterwards; all but what is shown works without Qt.

What is shown:

page         the page of meetings; page_add, page_promises and page_register are its other lists
pane/        the meeting beside the list: its details, agenda, people, minutes and papers
room/        the screen on which a meeting is held; `desk.way.open("room", meeting)` opens it

What they are made of stands in this folder, and in three more:

attendance/  who came: marked one by one, by a badge, from the printed sheet, or met at the door
decisions/   what is settled, with a motion and a vote or without
papers/      what is printed, sent out or handed over; it draws on the other two

Every verb takes the store first and is one Edit, so one undo takes it back. Ids are strings.

queries      read(store, Meeting, id) read_some of_meeting(store, Kind, meeting) open_actions decisions
             meeting_lines(store, since=, before=, series=, words=) people_lines sector_names
actions      add_meeting(store, title, **fields) change_meeting(store, meeting, **fields)
             cancel_meeting call_again trash_meeting
             invite(store, meeting, people, as_voters=) uninvite add_person(store, name)
series       start_series(store, title, **fields) change_series next_meeting(store, series, starts_at)
             next_start(store, series) -> proposed moment; copy_meeting(store, meeting, at) make_series
agenda       agenda_of(store, meeting) add_item(store, meeting, title, **fields) change_item remove_item
             move_item(store, item, by) open_item(store, item) finish_item(store, item)
clock        run_clock(starts_at, items, now) -> Running: planned, expected and actual times
roster       roster_of(store, meeting) -> Roster of Attenders; here, voters_here, unmarked
finding      find_people(store, roster, typed) -> the few whose names begin so, the expected first
quorum       quorum_light(meeting, roster) -> Light; story(meeting, roster) -> when it was lost; sectors_here
action_items add_action(store, meeting, title, owner, due) change_action finish_action
             carried_for(store, meeting) -> what is still open from earlier meetings
minutes      keep_minutes(store, meeting, text, seen) -> Kept; take_pen(store, meeting, person)
             keep_closed_notes(store, meeting, item, text)
versions     versions_of(store, meeting) text_of(store, version) restore_version(store, version)
live_text    LiveText(store, meeting, closed_item=).keep(typed) -> the text with what others typed in it
telling      tell_minutes(draft, meeting, words): words at the end of the minutes, in the same edit
evening      evening_of(store, meeting) -> Evening: what the room shows, read at one go; step_from
hallway      log_hallway_talk(store, meeting, person, note, next_step, next_day)
approval     mark_reviewed back_to_draft approve(store, meeting, motion) publish amend amendments_of
             is_locked(meeting) is_intact(store, meeting)
closing      checklist(store, meeting) -> Points; close_meeting(store, meeting, anyway=False)
evaluations  evaluate(store, meeting, worked, change) evaluations_of(store, meeting)

attendance/
marking      mark(store, meeting, person, presence, ...) toggle(store, meeting, person)
             leave(store, meeting, person) come_back(store, meeting, person)
walk_ins     like_people(store, walk_in) -> who they may be; add_walk_in(store, meeting, walk_in)
badges       badge_of(store, person) -> text of a QR code; looks_like_badge(text) read_badge(store, text)
sheets       sheet_rows(store, meeting) -> rows with codes; read_codes(store, meeting, text)
             enter_rows(store, meeting, rows) count_sheet(store, meeting, signatures) reconcile

decisions/
motions      propose(store, meeting, title, ...) change_motion open_vote(store, motion) -> Motion
             cast(store, motion, person, ballot) tally_of close_vote(store, motion, tally) -> Motion
             set_aside(store, motion, TABLED or WITHDRAWN)
voting       judge(method, threshold, tally, quorum_met=) yes_needed count total: pure
tallies      read_tally("8-2-1") -> Tally
matters      matters(store, meeting) matching(matters, typed) about_words(store, meeting, record)
             what a motion can be about: stipend requests, budget lines, projects
consent_agenda  waiting(items) approve_consent_agenda(store, meeting, mover=, method=, tally=) take_out
sentences    outcome_of(motion) words_of(store, meeting, motion): what the minutes say
register     decide(store, meeting, title, ...) register(store, words)

papers/
before       agenda_paper sign_in_paper badges_paper tents_paper(store, meeting, language=)
minutes      minutes_paper(store, meeting, language=, full=) -> Minutes, redacted unless full
invitations  gathering_of(store, meeting) -> Gathering: permanent UID, SEQUENCE;  calendar_file
slips        slips_paper(store, meeting, language=) -> TaskSlips; tasks_of slips_of
handing_over hand_over(store, meeting, path) take_over(store, path): on a stick, to another laptop
follow_up    follow_up(store, meeting, letter=, language=) -> FollowUp; write_follow_up(..., folder)
"""
