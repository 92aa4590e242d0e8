#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list as a tool: columns are chosen, views saved and found again by the next session, rows copied; by the mouse and by keys only."""
import pyatspi
from driver import eventually, states, whole
from keys_test import Keys
from mouse_test import Mouse
from stage import Stage


@whole
def headings(console):
    """Of the columns that are to be seen, as they stand."""
    table = console.table('bookings.list')
    cells = [table.cell(0, column) for column in range(len(table.headers()))]
    boxes = [(cell.queryComponent().getExtents(pyatspi.DESKTOP_COORDS).x, name) for cell, name in zip(cells, table.headers())
             if states(cell).contains(pyatspi.STATE_SHOWING)]
    return [name for _, name in sorted(boxes)]


def has_headings(console, wanted):
    eventually(lambda: headings(console) == wanted, f'the columns {wanted}')


@whole
def line_of(console, title):
    """The line of a column in the chooser."""
    chooser = console.one('columns.list')
    lines = [chooser.getChildAtIndex(index) for index in range(chooser.childCount)]
    return next(line for line in lines if line.name.startswith(title))


@whole
def current_tab(console):
    """A bar of tabs is called by the current one."""
    return console.one(role='page tab list', under=console.one('bookings.list-panel')).name


def at_tab(console, name):
    eventually(lambda: current_tab(console).split(', ')[0] == name, f'the view {name}')


def all_are(console, state):
    eventually(lambda: (rows := console.table('bookings.list').rows(5)) and all(state in row for row in rows), f'only {state} bookings')


def columns_and_a_view_by_the_mouse(console):
    console.click('bookings.columns')
    console.click(line_of(console, 'Customer'))
    console.click(line_of(console, 'Parties'))
    console.click('columns.close')
    console.gone('columns.list')
    has_headings(console, ['Booking', 'Start', 'State', 'Amount', 'Customer'])
    console.click(console.one(role='page tab', name=lambda name: name.startswith('Upcoming')))
    all_are(console, 'Confirmed')
    console.click('bookings.save-view')
    console.fill('name.text', 'Today')
    console.click('name.confirm')
    console.holds('name', 'There is a view “Today” already')
    console.fill('name.text', 'Sure ones')
    console.click('name.confirm')
    console.gone('name.text')
    at_tab(console, 'Sure ones')
    console.click(console.one(role='page tab', name=lambda name: name.startswith('All')))
    at_tab(console, 'All')
    console.click(console.one(role='page tab', name=lambda name: name.startswith('Sure ones')))
    all_are(console, 'Confirmed')


def the_next_session_comes_back_to_it(console):
    at_tab(console, 'Sure ones')
    all_are(console, 'Confirmed')
    has_headings(console, ['Booking', 'Start', 'State', 'Amount', 'Customer'])


def columns_and_a_view_by_keys(console, hand):
    hand.command('Show the usual columns')
    has_headings(console, ['Booking', 'Parties', 'Start', 'State', 'Amount'])
    eventually(lambda: current_tab(console).startswith('Sure ones, changed'), 'the view to say that it was changed')
    console.key('ctrl+shift+s')
    at_tab(console, 'Sure ones')
    eventually(lambda: 'changed' not in current_tab(console), 'the view as it was saved')
    console.key('alt+c')
    console.focus_on('columns.list')
    console.key('Down', 'Down', 'alt+Up', 'Escape')
    console.gone('columns.list')
    has_headings(console, ['Booking', 'Start', 'Parties', 'State', 'Amount'])
    console.key('F2')
    console.fill_here('name.text', 'Sure and soon')
    console.key('Return')
    eventually(lambda: current_tab(console).startswith('Sure and soon'), 'the new name')
    hand.command('Delete the view')
    at_tab(console, 'Upcoming')
    hand.command('Take back the last change of a view')
    at_tab(console, 'Sure and soon')
    console.key('alt+1')
    at_tab(console, 'All')
    hand.command('Show bookings: Sure and soon')
    at_tab(console, 'Sure and soon')


def rows_are_copied(console, hand):
    """What was copied is pasted where it can be read."""
    console.key('alt+1')
    at_tab(console, 'All')
    hand.command('Go to the list of bookings')
    eventually(lambda: console.table('bookings.list').rows(3), 'rows')
    console.key('Home', 'space')  # the first row is current already when nothing was chosen: Space chooses it
    wanted = [console.table('bookings.list').cell(row, 0).name.split(',')[0] for row in range(3)]
    console.reads('booking.reference', wanted[0])
    console.key('shift+Down', 'shift+Down')
    console.reads('booking.reference', wanted[2])
    console.focus_on('bookings.list')
    console.key('ctrl+c')
    console.key('slash')
    console.focus_on('bookings.filter-field')
    console.key('ctrl+v')
    console.reads('bookings.filter-field', lambda words: words.startswith('Booking,Service') and all(reference in words for reference in wanted))
    hand.command('Clear the filter of bookings')
    hand.command('Copy all matching bookings as a Markdown table')
    total = console.reads('bookings.count', lambda words: words.startswith('Rows ')).split()[-2].replace(',', '')
    said = f'{total} bookings copied as a Markdown table'
    eventually(lambda: console.every(name=lambda name: name.replace(',', '') == said), said)


def main():
    with Stage.of_ctest() as stage:
        home = stage.home()
        with stage.console(environment={**home, 'TZ': 'UTC'}) as console:
            Mouse(console, stage).sign_in('operations')
            console.one('bookings.list', seconds=30)
            columns_and_a_view_by_the_mouse(console)
            console.key('ctrl+q')
            eventually(lambda: not console.is_alive(), 'the console to end')
        with stage.console(environment={**home, 'TZ': 'UTC'}) as console:
            Mouse(console, stage).sign_in('operations')  # who signed in last stands there already
            hand = Keys(console, stage)
            console.one('bookings.list', seconds=30)
            the_next_session_comes_back_to_it(console)
            columns_and_a_view_by_keys(console, hand)
            rows_are_copied(console, hand)
    print('columns chosen, a view saved, found again, renamed, deleted and brought back, rows copied: by the mouse and by keys')


if __name__ == '__main__':
    main()
